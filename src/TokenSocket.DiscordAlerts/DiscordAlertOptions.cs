namespace TokenSocket.DiscordAlerts;

/// <summary>Where alerts go and how they look.</summary>
/// <remarks>Not thread-safe; compared by value, and printed without the webhook's address, which is a secret.</remarks>
public sealed record DiscordAlertOptions
{
    /// <summary>The webhook's address, <c>/api[/vN]/webhooks/{id}/{token}</c>; a query such as <c>?thread_id=</c> is kept.</summary>
    /// <value>The default is none: no alerts. <c>https</c> on any host, <c>http</c> on loopback only.</value>
    public Uri? WebhookUrl { get; set; }

    /// <summary>The name under which the alerts appear.</summary>
    /// <value>The default is the webhook's own.</value>
    public string? Username { get; set; }

    /// <summary>The picture beside the name.</summary>
    /// <value>The default is the webhook's own.</value>
    public Uri? AvatarUrl { get; set; }

    /// <summary>The thread of the webhook's channel in which the alerts appear.</summary>
    /// <value>The default is the channel itself, or the thread that the address names.</value>
    public ulong? ThreadId { get; set; }

    /// <summary>The colours of the bars.</summary>
    public AlertColors Colors { get; set; } = new();

    /// <summary>The emojis before the titles.</summary>
    public AlertEmojis Emojis { get; set; } = new();

    /// <summary>Whether there is a webhook: nothing that could be a secret.</summary>
    public override string ToString() => $"DiscordAlertOptions {{ WebhookUrl = {(WebhookUrl is null ? "none" : "***")}, Username = {Username} }}";
}
