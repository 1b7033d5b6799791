using TokenSocket.Messages;
using TokenSocket.Transport;

namespace TokenSocket.Running;

/// <summary>A message on its way out, and the one who waits for it.</summary>
/// <param name="kind">Text or bytes.</param>
/// <param name="payload">What is sent.</param>
/// <param name="attachments">What follows it at once, each as a binary message.</param>
/// <param name="since">When it was given, by a clock that never jumps.</param>
/// <param name="isTry">Whether its sender waits for the first thing to say, not for the socket.</param>
/// <param name="cancellationToken">Ends the sender's wait, and takes the message out as long as someone waits.</param>
internal sealed class Outgoing(
    MessageKind kind, ReadOnlyMemory<byte> payload, IReadOnlyList<ReadOnlyMemory<byte>> attachments, TimeSpan since, bool isTry, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SendOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isToldLost;

    public MessageKind Kind { get; } = kind;

    /// <summary>What is sent; asked for once, when its turn has come.</summary>
    public ReadOnlyMemory<byte> Payload => Write is null ? payload : Write();

    /// <summary>Writes what is sent, in place of the payload; null where that is known beforehand.</summary>
    public Func<ReadOnlyMemory<byte>>? Write { get; init; }

    /// <summary>The connection outside of which it means nothing, so that it waits for no other; null where any will do.</summary>
    public ITransport? On { get; init; }

    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments { get; } = attachments;

    public TimeSpan Since { get; } = since;

    /// <summary>Whether its sender no longer wants it sent. Of one that was told as queued nobody waits any more.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested && !(isTry && _outcome.Task.IsCompleted);

    /// <summary>Whether the socket has taken it.</summary>
    public bool IsSent => _sent.Task.IsCompletedSuccessfully;

    /// <summary>Completes when the socket has taken the message.</summary>
    public Task Sent => cancellationToken.CanBeCanceled ? _sent.Task.WaitAsync(cancellationToken) : _sent.Task;

    /// <summary>Completes as soon as there is something to say.</summary>
    public Task<SendOutcome> Outcome => cancellationToken.CanBeCanceled ? _outcome.Task.WaitAsync(cancellationToken) : _outcome.Task;

    /// <exception cref="OperationCanceledException">Its sender wanted it no longer before it was given.</exception>
    public void ThrowIfCancelled() => cancellationToken.ThrowIfCancellationRequested();

    /// <summary>It waits for the next connection.</summary>
    public void Queue() => _outcome.TrySetResult(SendOutcome.Queued);

    /// <summary>The socket has taken it.</summary>
    public void Complete()
    {
        _outcome.TrySetResult(SendOutcome.Sent);
        _sent.TrySetResult();
    }

    /// <summary>It was taken out, as its sender asked.</summary>
    public void Cancel()
    {
        _outcome.TrySetCanceled(cancellationToken);
        _sent.TrySetCanceled(cancellationToken);
    }

    /// <summary>There is no connection any more.</summary>
    /// <returns>Whether its sender is told of it, or someone was before; else someone must be, for the message had been told as queued.</returns>
    public bool Refuse(Exception? inner = null) =>
        End(SendOutcome.NotConnected, new NotConnectedException(inner)) || !isTry || Interlocked.Exchange(ref _isToldLost, 1) == 1;

    /// <summary>It will not be sent.</summary>
    public void Drop(string why) => End(SendOutcome.Dropped, new NotConnectedException(why));

    private bool End(SendOutcome outcome, NotConnectedException e)
    {
        _sent.TrySetException(e);
        _ = _sent.Task.Exception; // Whoever asked for the outcome, or cancelled the wait, does not look.
        return _outcome.TrySetResult(outcome);
    }
}
