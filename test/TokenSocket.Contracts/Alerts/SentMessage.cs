using System.Globalization;
using System.Text.Json;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.Contracts.Alerts;

/// <summary>A message in one line, to compare what was sent to what was to be sent: JSON can be written in many ways.</summary>
internal static class SentMessage
{
    /// <summary>What a payload is to say.</summary>
    public static string Of(WebhookPayload payload, bool isEdit) => Line(
        null,
        isEdit ? null : payload.Username,
        isEdit ? null : payload.AvatarUrl?.AbsoluteUri,
        payload.Embeds.Select(static embed => EmbedLine(
            embed.Title, embed.Description, embed.Color, embed.Fields.Select(static field => FieldLine(field.Name, field.Value)), embed.Footer)),
        payload.AllowedMentions);

    /// <summary>What a request's body says.</summary>
    public static string In(string body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        return Line(
            Text(root, "content"),
            Text(root, "username"),
            Text(root, "avatar_url"),
            root.GetProperty("embeds").EnumerateArray().Select(EmbedIn),
            MentionsIn(root.GetProperty("allowed_mentions")));
    }

    private static string EmbedIn(JsonElement embed) => EmbedLine(
        Text(embed, "title"),
        Text(embed, "description"),
        embed.GetProperty("color").GetInt32(),
        embed.GetProperty("fields").EnumerateArray().Select(static field => FieldLine(Text(field, "name"), Text(field, "value"))),
        embed.TryGetProperty("footer", out var footer) && footer.ValueKind == JsonValueKind.Object ? Text(footer, "text") : null);

    // Without a list of kinds Discord takes all of them; ids are mentioned beside it.
    private static IEnumerable<string> MentionsIn(JsonElement mentions) => mentions.GetProperty("parse").EnumerateArray()
        .Concat(mentions.TryGetProperty("roles", out var roles) ? roles.EnumerateArray() : [])
        .Concat(mentions.TryGetProperty("users", out var users) ? users.EnumerateArray() : [])
        .Select(static one => one.ToString());

    private static string Line(string? content, string? name, string? picture, IEnumerable<string> embeds, IEnumerable<string> mentions) =>
        $"{content} by {name} {picture}: {string.Join(' ', embeds)} to [{string.Join(' ', mentions)}]";

    private static string EmbedLine(string? title, string? description, int color, IEnumerable<string> fields, string? footer) =>
        string.Create(CultureInfo.InvariantCulture, $"<{title}|{description}|#{color:x6}|{string.Join('|', fields)}|{footer ?? "-"}>");

    private static string FieldLine(string? name, string? value) => $"{name}={value}";

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetString() : null;
}
