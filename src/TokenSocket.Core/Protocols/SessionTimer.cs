namespace TokenSocket.Protocols;

/// <summary>The timers that a session orders; at most one of each runs.</summary>
internal enum SessionTimer
{
    /// <summary>The server has been silent for too long, or for long enough to be asked whether it is there.</summary>
    Heartbeat,

    /// <summary>An answer that was waited for has not come.</summary>
    Answer,

    /// <summary>What was missed has not come, nor a word that it will not.</summary>
    Recovery,
}
