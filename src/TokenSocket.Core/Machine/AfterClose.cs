namespace TokenSocket.Machine;

/// <summary>What follows a goodbye.</summary>
internal enum AfterClose
{
    /// <summary>Nothing: the run is over.</summary>
    Rest,

    /// <summary>A new attempt that goes on counting the failures.</summary>
    Renew,

    /// <summary>A new attempt with a clean streak.</summary>
    StartOver,
}
