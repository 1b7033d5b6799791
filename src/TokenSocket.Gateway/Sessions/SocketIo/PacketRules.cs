using System.Text.Json;

namespace TokenSocket.Gateway.Sessions.SocketIo;

/// <summary>What a packet of each type has to carry, and what only a server may send.</summary>
/// <remarks>socket.io documentation, "The Socket.IO protocol", packet types; the names are those of "Emit cheatsheet", reserved events.</remarks>
internal static class PacketRules
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener",
    };

    public static bool Allow(Packet packet) => packet.Type switch
    {
        PacketType.Connect => packet.Number is null && packet.Payload.ValueKind is (JsonValueKind.Undefined or JsonValueKind.Object),
        PacketType.Disconnect => packet.Number is null && packet.Payload.ValueKind == JsonValueKind.Undefined,
        PacketType.Event => HasName(packet.Payload),
        PacketType.BinaryEvent => HasName(packet.Payload) && AllowPlaces(packet.Payload, packet.AttachmentCount),
        PacketType.Ack => IsAnswer(packet),
        PacketType.BinaryAck => IsAnswer(packet) && AllowPlaces(packet.Payload, packet.AttachmentCount),
        _ => false,
    };

    public static bool AllowName(string name) => !Reserved.Contains(name);

    private static bool IsAnswer(Packet packet) => packet.Number is not null && packet.Payload.ValueKind == JsonValueKind.Array;

    /// <summary>Whether each place that is kept for bytes has some.</summary>
    private static bool AllowPlaces(JsonElement value, int count) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().All(item => AllowPlaces(item, count)),
        JsonValueKind.Object when IsPlace(value) =>
            value.TryGetProperty("num", out JsonElement number) && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt32(out int index) && index >= 0 && index < count,
        JsonValueKind.Object => value.EnumerateObject().All(property => AllowPlaces(property.Value, count)),
        _ => true,
    };

    private static bool IsPlace(JsonElement value) => value.TryGetProperty("_placeholder", out JsonElement mark) && mark.ValueKind == JsonValueKind.True;

    private static bool HasName(JsonElement payload) =>
        payload.ValueKind == JsonValueKind.Array
        && payload.GetArrayLength() > 0
        && (payload[0].ValueKind == JsonValueKind.Number || (payload[0].ValueKind == JsonValueKind.String && AllowName(payload[0].GetString()!)));
}
