using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TokenSocket.Protocols;

/// <summary>One event that a server sent.</summary>
/// <param name="Message">As it came.</param>
/// <param name="Event">What it means to the session.</param>
/// <param name="Name">What it is called on the wire.</param>
/// <param name="Channel">The channel; null where it belongs to none.</param>
/// <param name="Data">What it says, unpacked where it came as JSON in a text; null where it says nothing.</param>
/// <param name="UserId">Who sent it; null where nobody is named.</param>
/// <param name="MessageId">Its name; null where it has none (V2).</param>
/// <param name="Position">Where it stands in the channel's stream; null where it stands nowhere (V2).</param>
internal sealed record PusherFrame(
    SessionFrame Message, PusherEvent Event, string Name, string? Channel, JsonElement? Data, string? UserId, string? MessageId, PusherPosition? Position)
{
    // More than any server takes, so that no publisher can end the session of those who listen.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    private static readonly string[] Prefixes = ["pusher:", "sockudo:"];
    private static readonly string[] InternalPrefixes = ["pusher_internal:", "sockudo_internal:"];

    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <summary>Reads it; null where it is none, with a sentence that says why.</summary>
    public static PusherFrame? Read(SessionFrame message, bool isV2, out string? fault)
    {
        fault = null;
        if (!message.IsText)
        {
            fault = $"The server sent a binary message of {message.Payload.Length} bytes; an event as JSON text was expected.";
        }
        else if (!Utf8.IsValid(message.Payload.Span))
        {
            fault = "The server sent text that is not UTF-8; an event as JSON text was expected.";
        }
        else if (Parse(message.Payload.Span) is not { } json)
        {
            fault = $"The server sent {Beginning(message.Payload.Span)}, which is not JSON; an event was expected.";
        }
        else if (json.ValueKind != JsonValueKind.Object)
        {
            fault = $"The server sent {PusherFields.Describe(json)}; an object with an event was expected.";
        }
        else
        {
            return Read(message, new PusherFields("The frame", json), isV2, out fault);
        }

        return null;
    }

    /// <summary>The fields of the data; a fault is waiting in them where they are no object.</summary>
    public PusherFields DataFields()
    {
        var what = $"The data of {PusherFields.Quote(Name)}";
        var fields = new PusherFields(what, Data is { ValueKind: JsonValueKind.Object } data ? data : Nothing);
        if (Data is not { ValueKind: JsonValueKind.Object })
        {
            fields.Blame($"is {(Data is { } other ? PusherFields.Describe(other) : "missing")}", "an object, or a text that holds one,");
        }

        return fields;
    }

    private static PusherFrame? Read(SessionFrame message, PusherFields fields, bool isV2, out string? fault)
    {
        var name = fields.Required("event");
        var channel = fields.Name("channel");
        var data = DataOf(fields);
        var userId = UserIdOf(fields);
        var messageId = isV2 ? fields.Id("message_id") : null;
        var position = isV2 ? fields.Position("message_id") : null;
        fault = fields.Fault;
        return fault is null ? new PusherFrame(message, EventOf(name, isV2), name, channel, data, userId, messageId, position) : null;
    }

    private static PusherEvent EventOf(string name, bool isV2) => (After(name, Prefixes), After(name, InternalPrefixes)) switch
    {
        ("connection_established", _) => PusherEvent.Established,
        ("error", _) => PusherEvent.Error,
        ("ping", _) => PusherEvent.Ping,
        ("pong", _) => PusherEvent.Pong,
        ("subscription_error", _) => PusherEvent.SubscriptionError,
        (_, "subscription_succeeded") => PusherEvent.SubscriptionSucceeded,
        ("resume_success", _) when isV2 => PusherEvent.ResumeSuccess,
        ("resume_failed", _) when isV2 => PusherEvent.ResumeFailed,
        ("token_expired", _) when isV2 => PusherEvent.TokenExpired,
        _ => PusherEvent.Other,
    };

    private static string? After(string name, string[] prefixes) =>
        Array.Find(prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? name[prefix.Length..] : null;

    /// <summary>Servers pack their data as JSON into a text; a text that holds none is a text.</summary>
    private static JsonElement? DataOf(PusherFields fields)
    {
        if (fields.FindAny("data") is not { } data || data.ValueKind != JsonValueKind.String)
        {
            return fields.FindAny("data");
        }

        if (PusherFields.TextOf(data) is not { } text)
        {
            return fields.Blame($"has a data that is {PusherFields.Describe(data)}", "JSON or text");
        }

        return Parse(Encoding.UTF8.GetBytes(text)) ?? data;
    }

    /// <summary>Some servers number their users.</summary>
    private static string? UserIdOf(PusherFields fields) =>
        fields.Find("user_id") is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : fields.Text("user_id");

    private static JsonElement? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonElement.Parse(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Beginning(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? "an empty message" : PusherFields.Quote(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 256)]));
}
