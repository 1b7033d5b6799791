using System.Runtime.InteropServices;
using System.Text.Json;

namespace TokenSocket.Protocols;

/// <summary>Reads a server's JSON without throwing, whatever its strings and names hold.</summary>
/// <remarks>
/// JSON may hold half a surrogate pair as an escape. Then <see cref="JsonElement.GetString"/> and every search by name throw, so names are
/// compared as they are written: no server escapes the letters of the names that are looked for.
/// </remarks>
internal static class SocketIoJson
{
    /// <summary>How a sentence goes on about a payload that cannot be parsed.</summary>
    public const string Unreadable = "is no JSON, or is nested deeper than 256 levels";

    // The reference reads and passes on any depth: at 64, .NET's own bound, one publisher could end the sessions of all who listen.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    public static bool TryParse(ReadOnlySpan<byte> json, out JsonElement value)
    {
        try
        {
            value = JsonElement.Parse(json, Options);
            return true;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }

    /// <summary>The property of an object, the last of several; undefined where there is none, or no object.</summary>
    public static JsonElement Find(JsonElement element, ReadOnlySpan<byte> name)
    {
        JsonElement found = default;
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (JsonMarshal.GetRawUtf8PropertyName(property).SequenceEqual(name))
                {
                    found = property.Value;
                }
            }
        }

        return found;
    }

    /// <summary>The string; null where it is none, or holds half a surrogate pair.</summary>
    public static string? TextOf(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
