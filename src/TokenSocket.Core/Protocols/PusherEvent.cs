namespace TokenSocket.Protocols;

/// <summary>The events that mean something to the session itself.</summary>
internal enum PusherEvent
{
    /// <summary>One for the program.</summary>
    Other,

    /// <summary>The session is up.</summary>
    Established,

    /// <summary>Something is wrong.</summary>
    Error,

    /// <summary>The server asks whether anyone is there.</summary>
    Ping,

    /// <summary>The server is there.</summary>
    Pong,

    /// <summary>A channel has been subscribed.</summary>
    SubscriptionSucceeded,

    /// <summary>A channel has been refused.</summary>
    SubscriptionError,

    /// <summary>What was missed has been sent again, channel by channel, or not (V2).</summary>
    ResumeSuccess,

    /// <summary>What a channel missed is lost (V2).</summary>
    ResumeFailed,

    /// <summary>The token of this connection has ended (V2).</summary>
    TokenExpired,
}
