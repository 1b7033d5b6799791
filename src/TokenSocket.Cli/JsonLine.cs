using System.Text.Json;

namespace TokenSocket.Cli;

/// <summary>One JSON object on one line.</summary>
internal static class JsonLine
{
    /// <summary>The object with the properties that are written.</summary>
    public static string Of(Action<Utf8JsonWriter> properties) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        properties(json);
        json.WriteEndObject();
    });

    /// <summary>A number, or null where there is none.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
