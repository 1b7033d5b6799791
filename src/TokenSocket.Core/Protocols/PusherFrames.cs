using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TokenSocket.Protocols;

/// <summary>Writes what a client says.</summary>
internal static class PusherFrames
{
    // Nothing here ends up in a page; the stricter encoder would blow up the JSON that is packed into texts.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SessionFrame Ping(bool isV2) => Event(isV2, "ping", static _ => { });

    public static SessionFrame Pong(bool isV2) => Event(isV2, "pong", static _ => { });

    /// <param name="isV2">Whose prefix it bears.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="grant">The right to it; empty for a public channel.</param>
    public static SessionFrame Subscribe(bool isV2, string channel, ChannelGrant grant = default) => Event(isV2, "subscribe", data =>
    {
        data.WriteString("channel", channel);
        if (grant.Signature is { } signature)
        {
            data.WriteString("auth", signature);
        }

        if (grant.ChannelData is { } channelData)
        {
            data.WriteString("channel_data", channelData);
        }
    });

    public static SessionFrame Unsubscribe(bool isV2, string channel) => Event(isV2, "unsubscribe", data => data.WriteString("channel", channel));

    /// <summary>Asks for what came after the positions (V2).</summary>
    public static SessionFrame Resume(IEnumerable<KeyValuePair<string, PusherPosition>> positions) => Event(isV2: true, "resume", data =>
    {
        data.WriteStartObject("channel_positions");
        foreach (var (channel, position) in positions)
        {
            data.WriteStartObject(channel);
            data.WriteString("stream_id", position.StreamId);
            data.WriteNumber("serial", position.Serial);
            if (position.LastMessageId is { } id)
            {
                data.WriteString("last_message_id", id);
            }

            data.WriteEndObject();
        }

        data.WriteEndObject();
    });

    /// <summary>An event for the other members of a channel. Names are checked beforehand, by <see cref="PusherNames"/>.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="name">What kind it is.</param>
    /// <param name="dataJson">What it says, as JSON text.</param>
    public static SessionFrame ClientEvent(string channel, string name, string dataJson) => Write(json =>
    {
        json.WriteString("event", name);
        json.WriteString("channel", channel);
        json.WritePropertyName("data");
        json.WriteRawValue(dataJson);
    });

    private static SessionFrame Event(bool isV2, string name, Action<Utf8JsonWriter> data) => Write(json =>
    {
        json.WriteString("event", (isV2 ? "sockudo:" : "pusher:") + name);
        json.WriteStartObject("data");
        data(json);
        json.WriteEndObject();
    });

    private static SessionFrame Write(Action<Utf8JsonWriter> fields)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return new SessionFrame(IsText: true, bytes.WrittenMemory);
    }
}
