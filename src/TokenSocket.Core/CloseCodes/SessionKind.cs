namespace TokenSocket.CloseCodes;

/// <summary>The protocol that a server speaks inside the WebSocket.</summary>
public enum SessionKind
{
    /// <summary>None: each WebSocket message is a message, and the session begins with the socket.</summary>
    Plain,

    /// <summary>Socket.IO v4 over Engine.IO 4: the session begins when the server has accepted the namespace.</summary>
    /// <remarks>Socket.IO documentation, "The Socket.IO protocol" and "The Engine.IO protocol".</remarks>
    SocketIo,

    /// <summary>Pusher Channels: the session begins with <c>connection_established</c>, and errors are events ahead of the close.</summary>
    /// <remarks>Pusher Channels documentation, "Pusher Channels Protocol".</remarks>
    Pusher,
}
