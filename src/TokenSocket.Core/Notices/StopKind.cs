namespace TokenSocket.Notices;

/// <summary>What ended a run.</summary>
public enum StopKind
{
    /// <summary>The program stopped or disposed the client.</summary>
    Requested,

    /// <summary>The server's word, or the token provider's, was final.</summary>
    Verdict,

    /// <summary><c>MaxAttempts</c> or <c>MaxOutage</c> was reached.</summary>
    GaveUp,
}
