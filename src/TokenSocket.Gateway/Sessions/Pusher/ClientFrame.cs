using System.Text.Json;

namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>One event as a client sent it.</summary>
/// <param name="Event">Its name, prefix and all.</param>
/// <param name="Channel">The channel beside it; commands carry theirs in the data.</param>
/// <param name="Data">An object, a string that holds one, or what a client event carries.</param>
internal readonly record struct ClientFrame(string Event, string? Channel, JsonElement? Data)
{
    private static readonly string[] Prefixes = ["pusher:", "sockudo:"];

    /// <summary>The command without its prefix; null if this is none. Either prefix will do in either version.</summary>
    public string? Command
    {
        get
        {
            string name = Event;
            return Prefixes.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? name[prefix.Length..] : null;
        }
    }

    public bool IsClientEvent => Event.StartsWith("client-", StringComparison.Ordinal);

    /// <returns>What is wrong with it; null if nothing is.</returns>
    public static PusherError? Read(ReadOnlyMemory<byte> utf8, out ClientFrame frame)
    {
        frame = default;
        if (PusherJson.Read(utf8) is not { } json)
            return PusherError.Malformed("The message is not JSON.");
        if (json.ValueKind != JsonValueKind.Object)
            return PusherError.Malformed("The message is not a JSON object.");
        if (PusherJson.TextMember(json, "event") is not { } name)
            return PusherError.Malformed("The message has no event name.");
        if (PusherJson.Member(json, "channel") is { ValueKind: not (JsonValueKind.String or JsonValueKind.Null) })
            return PusherError.Malformed("The channel is not a string.");

        frame = new ClientFrame(name, PusherJson.TextMember(json, "channel"), PusherJson.Member(json, "data"));
        return null;
    }
}
