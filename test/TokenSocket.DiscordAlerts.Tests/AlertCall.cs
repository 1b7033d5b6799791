namespace TokenSocket.DiscordAlerts.Tests;

/// <summary>One request that a sender was asked for: when, from the start of the clock, and which message it edits; null for a post.</summary>
internal sealed record AlertCall(TimeSpan At, WebhookAddress Address, ulong? Edited, WebhookPayload Payload)
{
    public WebhookEmbed Embed => Payload.Embeds[0];

    public string Title => Embed.Title;

    /// <summary>Post or edit, and the title: what a test compares.</summary>
    public override string ToString() => Edited is { } id ? $"edit {id}: {Title}" : $"post: {Title}";
}
