using TokenSocket.Notices;

namespace TokenSocket;

/// <summary>The client stopped before it was connected.</summary>
/// <param name="reason">Why it stopped.</param>
public sealed class ConnectionStoppedException(StopReason reason) : Exception(reason.ToString())
{
    /// <summary>Why it stopped.</summary>
    public StopReason Reason { get; } = reason;
}
