namespace TokenSocket.Protocols;

/// <summary>The packets of Engine.IO 4 and, from 40 on, those of Socket.IO 5 inside its messages. The numbers are the digits on the wire.</summary>
internal enum SocketIoPacketKind
{
    /// <summary>The server's first packet: how often it pings.</summary>
    Open = 0,

    /// <summary>The sender closes the connection.</summary>
    Close = 1,

    /// <summary>The server asks whether the client is there.</summary>
    Ping = 2,

    /// <summary>The client is there.</summary>
    Pong = 3,

    /// <summary>The end of a change of transport.</summary>
    Upgrade = 5,

    /// <summary>Nothing.</summary>
    Noop = 6,

    /// <summary>A namespace is asked for, or joined.</summary>
    Connect = 40,

    /// <summary>A namespace is left.</summary>
    Disconnect = 41,

    /// <summary>An event.</summary>
    Event = 42,

    /// <summary>The answer to an event.</summary>
    Acknowledgement = 43,

    /// <summary>A namespace is refused.</summary>
    ConnectError = 44,

    /// <summary>An event with attachments.</summary>
    BinaryEvent = 45,

    /// <summary>The answer to an event, with attachments.</summary>
    BinaryAcknowledgement = 46,
}
