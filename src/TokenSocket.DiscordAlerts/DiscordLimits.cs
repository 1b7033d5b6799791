namespace TokenSocket.DiscordAlerts;

/// <summary>What Discord refuses to take more of, in UTF-16 characters, which are never fewer than what Discord counts.</summary>
/// <remarks>discord.com/developers/docs, Message resource, Embed Limits; Webhook resource for the name.</remarks>
internal static class DiscordLimits
{
    public const int Username = 80;
    public const int Embeds = 10;
    public const int Title = 256;
    public const int Description = 4096;
    public const int Fields = 25;
    public const int FieldName = 256;
    public const int FieldValue = 1024;
    public const int Footer = 2048;

    /// <summary>All texts of all embeds together.</summary>
    public const int Total = 6000;

    /// <summary>The text, or as much of it as fits with a last <c>…</c>; never half a surrogate pair.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        if (max < 1)
        {
            return "";
        }

        var end = max - 1;
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return $"{text.AsSpan(0, end)}…";
    }
}
