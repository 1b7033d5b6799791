using System.Text.Json;

namespace TokenSocket.DiscordAlerts;

/// <summary>A message as Discord reads it.</summary>
internal sealed record WireMessage(
    string? Username,
    string? AvatarUrl,
    IReadOnlyList<WireMessage.Embed> Embeds,
    WireMessage.Mentions AllowedMentions)
{
    /// <param name="payload">The message.</param>
    /// <param name="isEdit">An edit has no name and picture.</param>
    public static byte[] Bytes(WebhookPayload payload, bool isEdit) => JsonSerializer.SerializeToUtf8Bytes(
        new WireMessage(
            isEdit ? null : payload.Username,
            isEdit ? null : payload.AvatarUrl?.AbsoluteUri,
            [.. payload.Embeds.Take(DiscordLimits.Embeds).Select(ToWire)],
            new Mentions(payload.AllowedMentions)),
        WireJson.Default.WireMessage);

    private static Embed ToWire(WebhookEmbed embed) => new(
        embed.Title,
        embed.Description,
        embed.Color,
        [.. embed.Fields.Select(static field => new Field(field.Name, field.Value))],
        embed.Footer is { } text ? new Footer(text) : null);

    internal sealed record Embed(string Title, string Description, int Color, IReadOnlyList<Field> Fields, Footer? Footer);

    internal sealed record Field(string Name, string Value);

    internal sealed record Footer(string Text);

    internal sealed record Mentions(IReadOnlyList<string> Parse);
}
