using System.Text.Json.Nodes;

namespace TokenSocket.Gateway.Sessions.SocketIo;

/// <summary>Writes what a server sends: Socket.IO protocol 5 over Engine.IO 4.</summary>
internal static class PacketWriter
{
    public const string Ping = "2";

    public static string Open(string sid, SocketIoGatewayOptions options) => "0" + new JsonObject
    {
        ["sid"] = sid,
        ["upgrades"] = new JsonArray(),
        ["pingInterval"] = (long)options.PingInterval.TotalMilliseconds,
        ["pingTimeout"] = (long)options.PingTimeout.TotalMilliseconds,
        ["maxPayload"] = options.MaxPayload,
    }.ToJsonString(EventPayload.Json);

    public static string Connected(string @namespace, string sid) =>
        $"40{Prefix(@namespace)}{new JsonObject { ["sid"] = sid }.ToJsonString(EventPayload.Json)}";

    public static string Refused(string @namespace, SocketIoRefusal refusal)
    {
        var error = new JsonObject { ["message"] = refusal.Message };
        if (refusal.StatusCode is { } status)
            error["data"] = new JsonObject { ["statusCode"] = status };
        return $"44{Prefix(@namespace)}{error.ToJsonString(EventPayload.Json)}";
    }

    public static string Disconnected(string @namespace) => $"41{Prefix(@namespace)}";

    public static IReadOnlyList<GatewayMessage> Event(string @namespace, int? number, EventPayload payload) =>
        Write(payload.Attachments.Count == 0 ? "42" : $"45{payload.Attachments.Count}-", @namespace, number, payload);

    public static IReadOnlyList<GatewayMessage> Answer(string @namespace, int number, EventPayload payload) =>
        Write(payload.Attachments.Count == 0 ? "43" : $"46{payload.Attachments.Count}-", @namespace, number, payload);

    private static IReadOnlyList<GatewayMessage> Write(string type, string @namespace, int? number, EventPayload payload) =>
    [
        GatewayMessage.Of($"{type}{Prefix(@namespace)}{number}{payload.Arguments}"),
        .. payload.Attachments.Select(bytes => new GatewayMessage(IsText: false, bytes)),
    ];

    private static string Prefix(string @namespace) => @namespace == PacketReader.MainNamespace ? "" : @namespace + ",";
}
