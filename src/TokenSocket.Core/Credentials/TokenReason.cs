namespace TokenSocket.Credentials;

/// <summary>Why the token provider is asked.</summary>
public enum TokenReason
{
    /// <summary>The first attempt of a run.</summary>
    First,

    /// <summary>A further attempt after an end that had nothing to do with the token.</summary>
    Reconnect,

    /// <summary>The server rejected the token; the same one again ends the run.</summary>
    Rejected,

    /// <summary>The token is about to expire.</summary>
    Expiring,

    /// <summary>The server named another address; the same token is fine.</summary>
    Redirected,
}
