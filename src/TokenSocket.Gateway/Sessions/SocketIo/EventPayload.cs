using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TokenSocket.Gateway.Sessions.SocketIo;

/// <summary>Values as they go onto the wire: a JSON array, and the bytes for which places are kept in it.</summary>
/// <param name="Arguments">The array.</param>
/// <param name="Attachments">The bytes, in the order of their numbers.</param>
internal sealed record EventPayload(string Arguments, IReadOnlyList<ReadOnlyMemory<byte>> Attachments)
{
    /// <summary>Texts as they are: what is written here is read by no browser.</summary>
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="name">Of the event; null for the values of an answer.</param>
    /// <param name="values">Bytes are attached, and copied; anything else is written as System.Text.Json does.</param>
    /// <exception cref="NotSupportedException">A value cannot be written as JSON.</exception>
    public static EventPayload Of(string? name, IReadOnlyList<object?> values)
    {
        var attachments = new List<ReadOnlyMemory<byte>>();
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Json.Encoder }))
        {
            writer.WriteStartArray();
            if (name is not null)
                writer.WriteStringValue(name);
            foreach (object? value in values)
                Write(writer, value, attachments);

            writer.WriteEndArray();
        }

        return new EventPayload(Encoding.UTF8.GetString(buffer.WrittenSpan), attachments);
    }

    private static void Write(Utf8JsonWriter writer, object? value, List<ReadOnlyMemory<byte>> attachments)
    {
        ReadOnlyMemory<byte>? bytes = value switch
        {
            byte[] array => array.ToArray(),
            ReadOnlyMemory<byte> memory => memory.ToArray(),
            _ => (ReadOnlyMemory<byte>?)null,
        };
        if (bytes is not { } attachment)
        {
            JsonSerializer.Serialize(writer, value, Json);
            return;
        }

        writer.WriteStartObject();
        writer.WriteBoolean("_placeholder", value: true);
        writer.WriteNumber("num", attachments.Count);
        writer.WriteEndObject();
        attachments.Add(attachment);
    }
}
