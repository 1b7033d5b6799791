namespace TokenSocket.DiscordAlerts;

/// <summary>The colour of an alert's bar for each kind, as <c>0xRRGGBB</c>.</summary>
public sealed record AlertColors
{
    /// <summary>Connected.</summary>
    /// <value>0x000000 to 0xFFFFFF; the default is #6ab183.</value>
    public int Success { get; set; } = 0x6ab183;

    /// <summary>Stopped for good: a person must act.</summary>
    /// <value>0x000000 to 0xFFFFFF; the default is #d85a4b.</value>
    public int Error { get; set; } = 0xd85a4b;

    /// <summary>Reconnecting, and stopped on request.</summary>
    /// <value>0x000000 to 0xFFFFFF; the default is #777f8d.</value>
    public int None { get; set; } = 0x777f8d;
}
