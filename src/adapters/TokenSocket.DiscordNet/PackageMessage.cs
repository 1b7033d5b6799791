using Discord;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.DiscordNet;

/// <summary>A message in the package's words.</summary>
internal static class PackageMessage
{
    /// <summary>Mentions nobody. The package's own <c>AllowedMentions.None</c> leaves the list of kinds null, which is not the same as empty.</summary>
    public static AllowedMentions Nobody => new(AllowedMentionTypes.None);

    /// <exception cref="ArgumentException">A text is longer than Discord takes, or a field shows nothing.</exception>
    /// <exception cref="InvalidOperationException">All texts together are.</exception>
    public static Embed[] Embeds(WebhookPayload payload) => [.. payload.Embeds.Take(DiscordLimits.Embeds).Select(Of)];

    private static Embed Of(WebhookEmbed embed)
    {
        var builder = new EmbedBuilder { Title = embed.Title, Description = embed.Description, Color = new Color((uint)embed.Color) };
        foreach (var field in embed.Fields)
        {
            builder.AddField(field.Name, field.Value);
        }

        if (embed.Footer is { } footer)
        {
            builder.WithFooter(footer);
        }

        return builder.Build();
    }
}
