using System.Text;
using System.Text.Json;

namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>Reads what a client sent. Whatever it is, nothing here throws, and what comes out can be read without a second look.</summary>
internal static class PusherJson
{
    /// <returns>Null unless all of it is one JSON value whose strings are text.</returns>
    public static JsonElement? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            ReadStrings(utf8.Span);
            using JsonDocument document = JsonDocument.Parse(utf8);
            return document.RootElement.Clone();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The object that this is, or that this string holds as JSON.</summary>
    public static JsonElement? ObjectIn(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Object } => value,
        { ValueKind: JsonValueKind.String } text when ReadText(text.GetString()!) is { ValueKind: JsonValueKind.Object } inner => inner,
        _ => null,
    };

    public static JsonElement? ReadText(string json) => Read(Encoding.UTF8.GetBytes(json));

    public static JsonElement? Member(JsonElement value, string name) =>
        value.TryGetProperty(name, out JsonElement member) ? member : null;

    public static string? TextMember(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    // A document is parsed without a look into its strings: half a character, escaped or raw, would throw where it is read.
    private static void ReadStrings(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                reader.GetString();
        }
    }
}
