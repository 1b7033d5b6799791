using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TokenSocket.Protocols;

/// <summary>Writes the frames that a Socket.IO client sends.</summary>
internal static class SocketIoFrames
{
    /// <summary>Asks for the namespace.</summary>
    /// <param name="namespace">Beginning with a slash.</param>
    /// <param name="auth">A JSON object; null for none.</param>
    public static SessionFrame Connect(string @namespace, string? auth) => Text($"40{Place(@namespace)}{auth}");

    /// <summary>Answers a ping, with its words.</summary>
    public static SessionFrame Pong(ReadOnlySpan<byte> words) => new(IsText: true, (byte[])[(byte)'3', .. words]);

    /// <summary>An event, and behind it its attachments.</summary>
    /// <param name="namespace">Beginning with a slash.</param>
    /// <param name="argumentsJson">A JSON array: the name, then the arguments with the placeholders in place.</param>
    /// <param name="attachments">What the placeholders stand for.</param>
    /// <param name="number">The number under which an acknowledgement is wanted; null for none.</param>
    public static IReadOnlyList<SessionFrame> Event(string @namespace, string argumentsJson, IReadOnlyList<ReadOnlyMemory<byte>> attachments, int? number = null) =>
        Message(attachments.Count == 0 ? "42" : $"45{attachments.Count}-", @namespace, number, argumentsJson, attachments);

    /// <summary>The acknowledgement of an event of the server, and behind it its attachments.</summary>
    /// <param name="namespace">Beginning with a slash.</param>
    /// <param name="argumentsJson">A JSON array: the arguments with the placeholders in place.</param>
    /// <param name="attachments">What the placeholders stand for.</param>
    /// <param name="number">The number under which the server waits.</param>
    public static IReadOnlyList<SessionFrame> Answer(string @namespace, string argumentsJson, IReadOnlyList<ReadOnlyMemory<byte>> attachments, int number) =>
        Message(attachments.Count == 0 ? "43" : $"46{attachments.Count}-", @namespace, number, argumentsJson, attachments);

    /// <summary>The event that a server waits for.</summary>
    public static SessionFrame Greeting(string @namespace, SocketIoGreeting greeting, int number)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(greeting.Name);
            foreach (var argument in greeting.Arguments)
            {
                writer.WriteStringValue(argument);
            }

            writer.WriteEndArray();
        }

        return Event(@namespace, Encoding.UTF8.GetString(json.WrittenSpan), [], number)[0];
    }

    private static SessionFrame[] Message(string start, string @namespace, int? number, string json, IReadOnlyList<ReadOnlyMemory<byte>> attachments) =>
    [
        Text(string.Create(CultureInfo.InvariantCulture, $"{start}{Place(@namespace)}{number}{json}")),
        .. attachments.Select(static attachment => new SessionFrame(IsText: false, attachment)),
    ];

    // The root namespace is not written.
    private static string Place(string @namespace) => @namespace == "/" ? "" : $"{@namespace},";

    private static SessionFrame Text(string text) => new(IsText: true, Encoding.UTF8.GetBytes(text));
}
