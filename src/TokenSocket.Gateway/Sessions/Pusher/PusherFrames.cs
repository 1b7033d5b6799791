using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>Writes the server's frames in one of the two languages, which differ in their prefixes and in what a message carries.</summary>
/// <remarks>Pusher Channels documentation, Pusher Channels Protocol; sockudo, crates/sockudo-protocol/src/messages.rs.</remarks>
internal sealed class PusherFrames
{
    public static readonly PusherFrames Seven = new("pusher", isV2: false);
    public static readonly PusherFrames V2 = new("sockudo", isV2: true);

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _prefix;

    private PusherFrames(string prefix, bool isV2)
    {
        _prefix = prefix;
        IsV2 = isV2;
        Ping = Write($"{prefix}:ping", data: static json => json.WriteRawValue("{}"));
        Pong = Write($"{prefix}:pong", data: static json => json.WriteRawValue("{}"));
    }

    public bool IsV2 { get; }

    public string Ping { get; }

    public string Pong { get; }

    public string Established(string socketId, TimeSpan activityTimeout) =>
        WriteText($"{_prefix}:connection_established", channel: null, json =>
        {
            json.WriteString("socket_id", socketId);
            json.WriteNumber("activity_timeout", (long)activityTimeout.TotalSeconds);
        });

    public string Error(PusherError error) => Write($"{_prefix}:error", error.Channel, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("code", error.Code);
        json.WriteString("message", error.Message);
        json.WriteEndObject();
    });

    /// <summary>A message of a channel. Only the newer language counts messages.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="dataJson">JSON text.</param>
    /// <param name="isText">Whether the data goes out as a string that holds this JSON.</param>
    /// <param name="userId">Who sent it, on a presence channel.</param>
    /// <param name="stamp">Its place in the channel.</param>
    public string Message(string name, string channel, string dataJson, bool isText, string? userId, StreamStamp stamp) =>
        Write(name, channel, json => WriteData(json, dataJson, isText), userId, IsV2 ? stamp : null);

    public string Subscribed(string channel, IReadOnlyCollection<PusherMember>? members, StreamStamp position) =>
        Write($"{_prefix}_internal:subscription_succeeded", channel, json => json.WriteStringValue(Json(inner => WritePresence(inner, members))), userId: null, IsV2 ? position : null);

    public string SubscriptionError(string channel, string message, int status) => Write($"{_prefix}:subscription_error", channel, json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "AuthError");
        json.WriteString("error", message);
        json.WriteNumber("status", status);
        json.WriteEndObject();
    });

    public string MemberAdded(string channel, PusherMember member) => WriteText($"{_prefix}_internal:member_added", channel, json =>
    {
        json.WriteString("user_id", member.UserId);
        json.WritePropertyName("user_info");
        json.WriteRawValue(member.UserInfo);
    });

    public string MemberRemoved(string channel, string userId) =>
        WriteText($"{_prefix}_internal:member_removed", channel, json => json.WriteString("user_id", userId));

    public string ResumeFailed(string channel, ResumeOutcome.Failed failure) =>
        WriteText($"{_prefix}:resume_failed", channel, json => WriteFailure(json, failure));

    public string ResumeSuccess(IReadOnlyList<(string Channel, ResumeOutcome Outcome)> outcomes) => WriteText($"{_prefix}:resume_success", channel: null, json =>
    {
        json.WriteStartArray("recovered");
        foreach ((string channel, ResumeOutcome outcome) in outcomes)
        {
            if (outcome is ResumeOutcome.Recovered recovered)
                WriteRecovered(json, channel, recovered.Messages);
        }

        json.WriteEndArray();
        json.WriteStartArray("failed");
        foreach ((string channel, ResumeOutcome outcome) in outcomes)
        {
            if (outcome is ResumeOutcome.Failed failure)
            {
                json.WriteStartObject();
                json.WriteString("channel", channel);
                WriteFailure(json, failure);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    });

    public string TokenExpired(int code, string reason) => Write($"{_prefix}:token_expired", data: json =>
    {
        json.WriteStartObject();
        json.WriteNumber("code", code);
        json.WriteString("reason", reason);
        json.WriteEndObject();
    });

    public string AuthSuccess(string? clientId, DateTimeOffset? expiresAt) => Write($"{_prefix}:auth_success", data: json =>
    {
        json.WriteStartObject();
        json.WriteString("client_id", clientId);
        if (expiresAt is { } end)
            json.WriteNumber("exp", end.ToUnixTimeSeconds());
        json.WriteEndObject();
    });

    private static void WritePresence(Utf8JsonWriter json, IReadOnlyCollection<PusherMember>? members)
    {
        if (members is null)
            return;

        json.WriteStartObject("presence");
        json.WriteNumber("count", members.Count);
        json.WriteStartArray("ids");
        foreach (PusherMember member in members)
            json.WriteStringValue(member.UserId);
        json.WriteEndArray();
        json.WriteStartObject("hash");
        foreach (PusherMember member in members)
        {
            json.WritePropertyName(member.UserId);
            json.WriteRawValue(member.UserInfo);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRecovered(Utf8JsonWriter json, string channel, IReadOnlyList<KeptMessage> messages)
    {
        json.WriteStartObject();
        json.WriteString("channel", channel);
        json.WriteString("source", "hot");
        json.WriteNumber("replayed", messages.Count);
        json.WritePropertyName("position");
        if (messages.Count == 0)
        {
            json.WriteNullValue();
        }
        else
        {
            StreamStamp last = messages[^1].Stamp;
            json.WriteStartObject();
            json.WriteString("stream_id", last.StreamId);
            json.WriteNumber("serial", last.Serial);
            json.WriteString("last_message_id", last.MessageId);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteFailure(Utf8JsonWriter json, ResumeOutcome.Failed failure)
    {
        json.WriteString("code", failure.Code);
        json.WriteString("reason", failure.Reason);
        json.WriteString("expected_stream_id", failure.ExpectedStreamId);
        json.WriteString("current_stream_id", failure.CurrentStreamId);
        WriteNumberOrNull(json, "oldest_available_serial", failure.Oldest);
        WriteNumberOrNull(json, "newest_available_serial", failure.Newest);
    }

    private static void WriteNumberOrNull(Utf8JsonWriter json, string name, long? number)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(number?.ToString(CultureInfo.InvariantCulture) ?? "null");
    }

    private static void WriteData(Utf8JsonWriter json, string dataJson, bool isText)
    {
        if (isText)
            json.WriteStringValue(dataJson);
        else
            json.WriteRawValue(dataJson);
    }

    private static string WriteText(string name, string? channel, Action<Utf8JsonWriter> members) =>
        Write(name, channel, json => json.WriteStringValue(Json(members)));

    private static string Write(string name, string? channel = null, Action<Utf8JsonWriter>? data = null, string? userId = null, StreamStamp? stamp = null) => Json(json =>
    {
        json.WriteString("event", name);
        if (channel is not null)
            json.WriteString("channel", channel);
        json.WritePropertyName("data");
        data!(json);
        if (userId is not null)
            json.WriteString("user_id", userId);
        if (stamp?.MessageId is { } id)
            json.WriteString("message_id", id);
        if (stamp is not null)
        {
            json.WriteString("stream_id", stamp.StreamId);
            json.WriteNumber("serial", stamp.Serial);
        }
    });

    private static string Json(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
