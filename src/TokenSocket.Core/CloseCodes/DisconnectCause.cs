namespace TokenSocket.CloseCodes;

/// <summary>How a connection, or the attempt to get one, ended.</summary>
public enum DisconnectCause
{
    /// <summary>The server sent a close frame.</summary>
    Closed,

    /// <summary>The connection broke without a close frame.</summary>
    Dropped,

    /// <summary>The server answered the handshake with another status than 101.</summary>
    Refused,

    /// <summary>No connection could be made: DNS, or TCP.</summary>
    Unreachable,

    /// <summary>TLS could not be established.</summary>
    TlsFailed,

    /// <summary>The attempt took longer than <c>ConnectTimeout</c>.</summary>
    TimedOut,

    /// <summary>The server no longer answered pings.</summary>
    HeartbeatLost,

    /// <summary>No message arrived for <c>IdleTimeout</c>.</summary>
    Idle,

    /// <summary>The connection broke while the program's own queue of received messages was full.</summary>
    SlowConsumer,

    /// <summary>The server broke the WebSocket protocol.</summary>
    ProtocolViolation,

    /// <summary>A message was larger than <c>MaxMessageSize</c>.</summary>
    TooBig,

    /// <summary>The session inside the socket ended with an error of its own.</summary>
    InBand,

    /// <summary>The token provider had no token to give, or one that may not be sent.</summary>
    TokenUnavailable,

    /// <summary>The server named another address that is not safe to go to.</summary>
    RedirectRefused,

    /// <summary>The program asked for the end: stop, dispose, reconnect or changed options.</summary>
    Requested,
}
