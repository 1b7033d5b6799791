using System.Text;
using System.Text.Json;

namespace TokenSocket.Running.Sessions;

/// <summary>The arguments of an event on its way out: a JSON array, and the bytes beside it.</summary>
/// <param name="Json">The array; where bytes stood there is a placeholder with their place among the attachments.</param>
/// <param name="Attachments">The bytes.</param>
internal sealed record EventArguments(string Json, IReadOnlyList<ReadOnlyMemory<byte>> Attachments)
{
    /// <summary>Writes the values one after the other.</summary>
    /// <exception cref="NotSupportedException">One of them is of a type that JSON cannot carry.</exception>
    public static EventArguments Of(params IEnumerable<object?> values)
    {
        var attachments = new List<ReadOnlyMemory<byte>>();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var value in values)
            {
                Write(json, value, attachments);
            }

            json.WriteEndArray();
        }

        return new EventArguments(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)), attachments);
    }

    private static void Write(Utf8JsonWriter json, object? value, List<ReadOnlyMemory<byte>> attachments)
    {
        switch (value)
        {
            case byte[] bytes:
                Attach(json, bytes, attachments);
                break;
            case ReadOnlyMemory<byte> bytes:
                Attach(json, bytes, attachments);
                break;
            case Memory<byte> bytes:
                Attach(json, bytes, attachments);
                break;
            case JsonElement { ValueKind: JsonValueKind.Undefined }:
                // What an event without arguments gives for its data, handed on.
                json.WriteNullValue();
                break;
            default:
                JsonSerializer.Serialize(json, value, value?.GetType() ?? typeof(object), JsonSerializerOptions.Web);
                break;
        }
    }

    private static void Attach(Utf8JsonWriter json, ReadOnlyMemory<byte> bytes, List<ReadOnlyMemory<byte>> attachments)
    {
        json.WriteStartObject();
        json.WriteBoolean("_placeholder", true);
        json.WriteNumber("num", attachments.Count);
        json.WriteEndObject();
        attachments.Add(bytes);
    }
}
