namespace TokenSocket.DiscordAlerts;

/// <summary>One message as a webhook takes it, cut to Discord's limits. Immutable; neutral of how it is sent.</summary>
/// <remarks>discord.com/developers/docs/resources/webhook, Execute Webhook and Edit Webhook Message.</remarks>
/// <param name="Embeds">At most ten.</param>
/// <param name="Username">The name under which it appears, at most 80 characters; null for the webhook's own. An edit cannot change it.</param>
/// <param name="AvatarUrl">The picture beside the name; null for the webhook's own. An edit cannot change it.</param>
public sealed record WebhookPayload(IReadOnlyList<WebhookEmbed> Embeds, string? Username = null, Uri? AvatarUrl = null)
{
    /// <summary>Whom the message may mention: nobody. A sender must say so in the payload itself, for webhooks mention people by default.</summary>
    public IReadOnlyList<string> AllowedMentions { get; } = [];

    /// <summary>The message with the looks that the options give it, cut to every limit of Discord.</summary>
    /// <param name="message">What it says.</param>
    /// <param name="options">How it looks.</param>
    /// <param name="footer">Which client it is about; null for no footer.</param>
    internal static WebhookPayload Of(OutageMessage message, DiscordAlertOptions options, string? footer)
    {
        var (color, emoji) = message.Tone switch
        {
            AlertTone.Success => (options.Colors.Success, options.Emojis.Success),
            AlertTone.Error => (options.Colors.Error, options.Emojis.Error),
            _ => (options.Colors.None, options.Emojis.None),
        };
        var left = DiscordLimits.Total;
        var title = Take($"{emoji} {message.Title}".Trim(), DiscordLimits.Title, ref left);
        var description = Take(message.Description, DiscordLimits.Description, ref left);
        var fields = new List<WebhookField>();
        foreach (var field in message.Fields.Take(DiscordLimits.Fields))
        {
            var name = Take(field.Name, DiscordLimits.FieldName, ref left);
            var value = Take(field.Value, DiscordLimits.FieldValue, ref left);
            // Discord refuses a message with a field that shows nothing.
            if (!string.IsNullOrWhiteSpace(name) && !string.IsNullOrWhiteSpace(value))
            {
                fields.Add(new(name, value));
            }
        }

        var signature = Take(footer ?? "", DiscordLimits.Footer, ref left);
        var embed = new WebhookEmbed(title, description, color, fields, signature.Length == 0 ? null : signature);
        return new([embed], options.Username is { } username ? DiscordLimits.Cut(username, DiscordLimits.Username) : null, options.AvatarUrl);
    }

    private static string Take(string text, int max, ref int left)
    {
        var cut = DiscordLimits.Cut(text, Math.Min(max, left));
        left -= cut.Length;
        return cut;
    }
}
