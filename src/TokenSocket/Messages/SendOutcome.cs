namespace TokenSocket.Messages;

/// <summary>What became of a message.</summary>
public enum SendOutcome
{
    /// <summary>The socket has taken it.</summary>
    Sent,

    /// <summary>It waits in the send queue for the next connection. Should it be dropped there, a notice tells of it.</summary>
    Queued,

    /// <summary>The send queue had no room for it, or it grew stale while it waited for room.</summary>
    Dropped,

    /// <summary>There is no connection, or it ended while the socket was taking the message; it is not queued.</summary>
    NotConnected,
}
