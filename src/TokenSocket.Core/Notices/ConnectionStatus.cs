namespace TokenSocket.Notices;

/// <summary>Where a client stands.</summary>
public enum ConnectionStatus
{
    /// <summary>Not started, or stopped by the program.</summary>
    Idle,

    /// <summary>On its way to a first connection.</summary>
    Connecting,

    /// <summary>The connection is usable.</summary>
    Connected,

    /// <summary>On its way back after an end, waiting included.</summary>
    Reconnecting,

    /// <summary>Saying goodbye, for a stop or a renewal.</summary>
    Closing,

    /// <summary>Stopped for good, by a verdict or because it gave up: a person must act.</summary>
    Stopped,
}
