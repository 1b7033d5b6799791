using TokenSocket.Messages;

namespace TokenSocket.Running;

/// <summary>A message on its way out, and the one who waits for it.</summary>
internal sealed class Outgoing(MessageKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public MessageKind Kind { get; } = kind;

    public ReadOnlyMemory<byte> Payload { get; } = payload;

    /// <summary>Takes the message out of the queue if its turn has not come yet.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
