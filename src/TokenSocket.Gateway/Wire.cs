namespace TokenSocket.Gateway;

/// <summary>
/// The upgraded stream, shared by two writers: the outbox, and the platform's WebSocket with its pings and pongs. Each write
/// is one whole frame; one goes out at a time, and none after a close frame.
/// </summary>
internal sealed class Wire(Stream stream, GatewayConnection connection, TimeSpan sendTimeout, TimeProvider time, CancellationToken over) : Stream
{
    private const byte FinalClose = 0x88;

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _given = CancellationTokenSource.CreateLinkedTokenSource(over);
    private bool _closed;

    /// <summary>
    /// The close frame that the WebSocket wanted to answer a broken frame with. It is kept back, so that the token is
    /// released before the client can know that it may come back.
    /// </summary>
    public ReadOnlyMemory<byte>? HeldBack { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken) =>
        WriteFrameAsync(frame, isLast: false, cancellationToken);

    public ValueTask SendLastAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken) =>
        WriteFrameAsync(frame, isLast: true, cancellationToken);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Every read ends when the connection is over, or when the WebSocket has given the wire up; nobody asks for less.
        int read = connection.IsSilent ? 0 : await stream.ReadAsync(buffer, _given.Token).ConfigureAwait(false);
        if (connection.IsSilent)
            await Task.Delay(Timeout.Infinite, over).ConfigureAwait(false);

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>The WebSocket's own frames. It sets no limit, and a pong that a client does not read would stop its reading for ever.</summary>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Span[0] == FinalClose)
        {
            HeldBack ??= buffer.ToArray();
            return;
        }

        using var patience = new CancellationTokenSource(sendTimeout, time);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _given.Token);
        await WriteFrameAsync(buffer, isLast: false, given.Token).ConfigureAwait(false);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Each write of the server's stream flushes.
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>The WebSocket gives up so when a ping was not answered. The stream is the server's and stays.</summary>
    protected override void Dispose(bool disposing)
    {
        _given.Cancel();
        base.Dispose(disposing);
    }

    private async ValueTask WriteFrameAsync(ReadOnlyMemory<byte> frame, bool isLast, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_closed || connection.IsSilent)
                return;

            _closed = isLast;
            await stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }
}
