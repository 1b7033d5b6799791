namespace TokenSocket.DiscordAlerts;

/// <summary>The emoji before an alert's title for each kind: a character, or one of the server's own as <c>&lt;:name:id&gt;</c>.</summary>
public sealed record AlertEmojis
{
    /// <summary>Connected.</summary>
    /// <value>The default is ✅.</value>
    public string Success { get; set; } = "✅";

    /// <summary>Stopped for good: a person must act.</summary>
    /// <value>The default is ❌.</value>
    public string Error { get; set; } = "❌";

    /// <summary>Reconnecting, and stopped on request.</summary>
    /// <value>The default is ⏳.</value>
    public string None { get; set; } = "⏳";
}
