using TokenSocket.Messages;

namespace TokenSocket.Running;

/// <summary>A message on its way out, and the one who waits for it.</summary>
internal sealed class Outgoing(MessageKind kind, ReadOnlyMemory<byte> payload, TimeSpan since, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SendOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MessageKind Kind { get; } = kind;

    public ReadOnlyMemory<byte> Payload { get; } = payload;

    /// <summary>When it was given, by a clock that never jumps.</summary>
    public TimeSpan Since { get; } = since;

    /// <summary>Takes the message out of the queue if its turn has not come yet.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Completes when the socket has taken the message.</summary>
    public Task Sent => _sent.Task;

    /// <summary>Completes as soon as there is something to say.</summary>
    public Task<SendOutcome> Outcome => _outcome.Task;

    /// <summary>It waits for the next connection.</summary>
    public void Queue() => _outcome.TrySetResult(SendOutcome.Queued);

    /// <summary>The socket has taken it.</summary>
    public void Complete()
    {
        _outcome.TrySetResult(SendOutcome.Sent);
        _sent.TrySetResult();
    }

    /// <summary>There is no connection any more.</summary>
    public void Refuse(Exception? inner = null) => End(SendOutcome.NotConnected, new NotConnectedException(inner));

    /// <summary>It will not be sent.</summary>
    public void Drop(string why) => End(SendOutcome.Dropped, new NotConnectedException(why));

    private void End(SendOutcome outcome, NotConnectedException e)
    {
        _outcome.TrySetResult(outcome);
        _sent.TrySetException(e);
        _ = _sent.Task.Exception; // Whoever asked for the outcome, or cancelled the wait, does not look.
    }
}
