namespace TokenSocket.DiscordAlerts;

/// <summary>Which colour and emoji an alert has.</summary>
internal enum AlertTone
{
    /// <summary>Neither good nor final: reconnecting, or stopped on request.</summary>
    None,

    /// <summary>Connected.</summary>
    Success,

    /// <summary>Stopped for good: a person must act.</summary>
    Error,
}
