using System.Threading.Channels;

namespace TokenSocket.Gateway;

/// <summary>
/// What waits to be sent to one peer: bounded, in order, written by one pump, so that a slow peer holds up nobody else.
/// </summary>
internal sealed class Outbox(int capacity, TimeSpan sendTimeout, TimeProvider time)
{
    private readonly Channel<Entry> _entries =
        Channel.CreateBounded<Entry>(new BoundedChannelOptions(capacity) { SingleReader = true });

    private ReadOnlyMemory<byte>? _last;
    private int _waiting;

    /// <summary>Whether the peer keeps up: nothing waits, nothing is being written.</summary>
    public bool IsIdle => Volatile.Read(ref _waiting) == 0;

    /// <returns>False if the frame was not taken: no room, or finished.</returns>
    /// <param name="frame">Kept until it is written.</param>
    /// <param name="written">Whether it was handed to the network in the end.</param>
    public bool TrySend(ReadOnlyMemory<byte> frame, out Task<bool> written)
    {
        var entry = new Entry(frame);
        written = entry.Written;
        Interlocked.Increment(ref _waiting);
        if (_entries.Writer.TryWrite(entry))
            return true;

        Interlocked.Decrement(ref _waiting);
        return false;
    }

    /// <summary>Waits for room, then until the frame is handed to the network.</summary>
    /// <returns>False if the connection ended first.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; a frame that had found room may still go out.</exception>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        Task<bool> written;
        while (!TrySend(frame, out written))
        {
            if (!await _entries.Writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false))
                return false;
        }

        return await written.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes nothing more; after what waits, this frame is the last.</summary>
    public void Finish(ReadOnlyMemory<byte> last)
    {
        _last = last;
        _entries.Writer.TryComplete();
    }

    /// <summary>Writes until finished, then tells whoever still waits that it was in vain. Called once.</summary>
    /// <exception cref="OperationCanceledException">The connection is over, or one write took longer than the send timeout.</exception>
    public async Task PumpAsync(Wire wire, CancellationToken over)
    {
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using CancellationTokenRegistration registration = over.UnsafeRegister(_ => patience.Cancel(), state: null);
        try
        {
            while (await _entries.Reader.WaitToReadAsync(over).ConfigureAwait(false))
            {
                while (_entries.Reader.TryPeek(out Entry? entry))
                {
                    patience.CancelAfter(sendTimeout);
                    await wire.SendAsync(entry.Frame, patience.Token).ConfigureAwait(false);
                    patience.CancelAfter(Timeout.InfiniteTimeSpan);
                    Settle(written: true);
                }
            }

            if (_last is { } last)
                await wire.SendLastAsync(last, patience.Token).ConfigureAwait(false);
        }
        finally
        {
            Discard();
        }
    }

    /// <summary>Takes nothing more and tells whoever waits that it was in vain. Not while the pump runs.</summary>
    public void Discard()
    {
        _entries.Writer.TryComplete();
        while (Settle(written: false))
        {
        }
    }

    private bool Settle(bool written)
    {
        if (!_entries.Reader.TryRead(out Entry? entry))
            return false;

        Interlocked.Decrement(ref _waiting);
        entry.Settle(written);
        return true;
    }

    private sealed class Entry(ReadOnlyMemory<byte> frame)
    {
        private readonly TaskCompletionSource<bool> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ReadOnlyMemory<byte> Frame => frame;

        public Task<bool> Written => _written.Task;

        public void Settle(bool written) => _written.TrySetResult(written);
    }
}
