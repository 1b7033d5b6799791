using System.Text.Json;
using TokenSocket.Protocols;

namespace TokenSocket.Cli;

/// <summary>
/// What happened inside a session as the properties of a JSON object: an event is something received, all else is news of the session,
/// and so a notice.
/// </summary>
internal static class EventJson
{
    /// <summary>The first property, its value, and what writes the others.</summary>
    public static (string Kind, string Value, Action<Utf8JsonWriter> Others) Of(SessionEvent told) => told switch
    {
        EventReceived e => ("received", "event", json => Write(json, e)),
        Subscribed e => ("notice", "subscribed", json => Write(json, e)),
        SubscriptionRefused e => ("notice", "subscriptionRefused", json => Write(json, e)),
        Recovered e => ("notice", "recovered", json => Write(json, e)),
        RecoveryFailed e => ("notice", "recoveryFailed", json => Write(json, e)),
        ErrorReceived e => ("notice", "errorReceived", json => Write(json, e)),
        _ => ("notice", told.GetType().Name, static _ => { }),
    };

    private static void Write(Utf8JsonWriter json, Subscribed e)
    {
        json.WriteString("channel", e.Channel);
        Write(json, "data", e.Data);
    }

    private static void Write(Utf8JsonWriter json, SubscriptionRefused e)
    {
        json.WriteString("channel", e.Channel);
        JsonLine.WriteNumber(json, "status", e.Status);
        json.WriteString("reason", e.Reason);
    }

    private static void Write(Utf8JsonWriter json, Recovered e)
    {
        json.WriteString("channel", e.Channel);
        json.WriteNumber("count", e.Count);
    }

    private static void Write(Utf8JsonWriter json, RecoveryFailed e)
    {
        json.WriteString("channel", e.Channel);
        json.WriteString("code", e.Code);
    }

    private static void Write(Utf8JsonWriter json, ErrorReceived e)
    {
        JsonLine.WriteNumber(json, "code", e.Code);
        json.WriteString("message", e.Message);
        json.WriteString("channel", e.Channel);
    }

    private static void Write(Utf8JsonWriter json, EventReceived e)
    {
        json.WriteString("event", e.Name);
        json.WriteString("channel", e.Channel);
        Write(json, "data", e.Data);
        if (e.Arguments.Count > 1)
        {
            json.WriteStartArray("arguments");
            foreach (var argument in e.Arguments)
            {
                json.WriteRawValue(JsonText.Of(argument), skipInputValidation: true);
            }

            json.WriteEndArray();
        }

        if (e.Attachments.Count > 0)
        {
            json.WriteStartArray("attachments");
            foreach (var attachment in e.Attachments)
            {
                json.WriteNumberValue(attachment.Length);
            }

            json.WriteEndArray();
        }

        if (e.UserId is { } user)
        {
            json.WriteString("userId", user);
        }

        if (e.WantsAnswer)
        {
            json.WriteBoolean("wantsAnswer", value: true);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, JsonElement value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(JsonText.Of(value), skipInputValidation: true);
    }
}
