namespace TokenSocket.CloseCodes;

/// <summary>What the end of a connection says, in words that hold across servers.</summary>
public enum CloseMeaning
{
    /// <summary>No document gives the end a meaning.</summary>
    Unknown,

    /// <summary>The connection has served its purpose.</summary>
    NormalClosure,

    /// <summary>The server goes away or restarts.</summary>
    Restarting,

    /// <summary>Either side broke the WebSocket protocol.</summary>
    ProtocolError,

    /// <summary>The server cannot accept what the client sent.</summary>
    UnsupportedData,

    /// <summary>The end came without a code.</summary>
    NoStatus,

    /// <summary>The connection broke without a close frame.</summary>
    AbnormalClosure,

    /// <summary>A message broke the server's policy.</summary>
    PolicyViolation,

    /// <summary>A message was too big.</summary>
    MessageTooBig,

    /// <summary>The server failed.</summary>
    ServerError,

    /// <summary>The server has more to do than it can.</summary>
    Overloaded,

    /// <summary>The client did something too often.</summary>
    RateLimited,

    /// <summary>The client has as much of something as its plan, or the server, allows.</summary>
    LimitReached,

    /// <summary>What the client asks for does not exist, or is asked for in a way that the server does not know.</summary>
    InvalidRequest,

    /// <summary>Something took too long.</summary>
    TimedOut,

    /// <summary>TLS could not be established.</summary>
    TlsFailure,

    /// <summary>No token was sent.</summary>
    TokenMissing,

    /// <summary>The token is not accepted.</summary>
    TokenRejected,

    /// <summary>The token is in use by another connection. Follows <c>ReconnectOnDuplicateConnection</c> in every dialect.</summary>
    DuplicateConnection,

    /// <summary>The token no longer exists.</summary>
    TokenDeleted,

    /// <summary>The token is known, but may not do this.</summary>
    Forbidden,

    /// <summary>The server refused the handshake.</summary>
    Refused,

    /// <summary>The server could not be reached.</summary>
    Unreachable,

    /// <summary>The server names another address.</summary>
    Redirect,

    /// <summary>The program itself fell behind.</summary>
    SlowConsumer,

    /// <summary>The token provider had no token to give.</summary>
    TokenUnavailable,

    /// <summary>The program asked for the end.</summary>
    Requested,
}
