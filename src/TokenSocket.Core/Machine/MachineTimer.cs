namespace TokenSocket.Machine;

/// <summary>The timers that the machine orders; at most one of each runs.</summary>
internal enum MachineTimer
{
    /// <summary>The attempt has taken too long.</summary>
    Open,

    /// <summary>The connection has stayed up long enough to forget the failures before it.</summary>
    Stable,

    /// <summary>The wait is over.</summary>
    Retry,

    /// <summary>The peer has had long enough to answer the goodbye.</summary>
    CloseGrace,

    /// <summary>The token is old enough to ask for the next, while the connection that it opened is up.</summary>
    Refresh,

    /// <summary>The outage has lasted too long. Its epoch is the one in which the outage began.</summary>
    Outage,
}
