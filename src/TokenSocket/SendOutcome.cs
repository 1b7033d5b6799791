namespace TokenSocket;

/// <summary>What became of a message.</summary>
public enum SendOutcome
{
    /// <summary>The socket has taken it.</summary>
    Sent,

    /// <summary>There is no connection, or it ended first; nothing is queued.</summary>
    NotConnected,
}
