using System.Globalization;
using System.Text.Json.Nodes;

namespace TokenSocket.Gateway.Discord;

/// <summary>The message object of an answer. (discord.com/developers/docs/resources/message#message-object)</summary>
internal static class MessageJson
{
    public static JsonObject Of(ChannelMessage message, ulong channel, ulong webhook) => new()
    {
        ["id"] = Snowflake.Text(message.Id),
        ["type"] = 0,
        ["channel_id"] = Snowflake.Text(message.ThreadId ?? channel),
        ["webhook_id"] = Snowflake.Text(webhook),
        ["author"] = new JsonObject
        {
            ["id"] = Snowflake.Text(webhook),
            ["username"] = message.Username,
            ["bot"] = true,
            ["discriminator"] = "0000",
        },
        ["content"] = message.Content,
        ["embeds"] = new JsonArray([.. message.Embeds.Select(Of)]),
        ["timestamp"] = Text(message.CreatedAt),
        ["edited_timestamp"] = message.EditedAt is { } edited ? Text(edited) : null,
        ["mention_everyone"] = message.Pings.Any(ping => ping[0] == '@'),
        ["tts"] = false,
        ["pinned"] = false,
        ["flags"] = 0,
        ["attachments"] = new JsonArray(),
    };

    private static JsonObject Of(Embed embed)
    {
        var json = new JsonObject { ["type"] = "rich" };
        AddText(json, "title", embed.Title);
        AddText(json, "description", embed.Description);
        AddText(json, "url", embed.Url);
        if (embed.Color is { } colour)
            json["color"] = colour;
        if (embed.Fields.Count > 0)
            json["fields"] = new JsonArray([.. embed.Fields.Select(Of)]);
        if (embed.Author.Length > 0)
            json["author"] = new JsonObject { ["name"] = embed.Author };
        if (embed.Footer.Length > 0)
            json["footer"] = new JsonObject { ["text"] = embed.Footer };
        if (embed.Timestamp is { } time)
            json["timestamp"] = Text(time);
        return json;
    }

    private static JsonObject Of(EmbedField part) => new() { ["name"] = part.Name, ["value"] = part.Value, ["inline"] = part.IsInline };

    private static void AddText(JsonObject json, string name, string text)
    {
        if (text.Length > 0)
            json[name] = text;
    }

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture);
}
