using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace TokenSocket.Protocols;

/// <summary>An event or an acknowledgement, read but for its attachments.</summary>
/// <param name="Packet">What it came in.</param>
/// <param name="Name">The event's name; null for an acknowledgement.</param>
/// <param name="Arguments">What it says, without the name.</param>
internal sealed record SocketIoMessage(SocketIoPacket Packet, string? Name, IReadOnlyList<JsonElement> Arguments)
{
    /// <summary>False with one sentence where the packet's JSON is not as it should be.</summary>
    public static bool TryRead(SocketIoPacket packet, [NotNullWhen(true)] out SocketIoMessage? message, [NotNullWhen(false)] out string? fault)
    {
        message = null;
        if (!SocketIoJson.TryParse(packet.Payload.Span, out var array))
        {
            fault = $"The server sent {packet.Title} whose payload {SocketIoJson.Unreadable}.";
            return false;
        }

        var name = packet.IsAnswer ? null : NameIn(array);
        fault = FaultOf(packet, array, name);
        if (fault is null)
        {
            message = new SocketIoMessage(packet, name, [.. array.EnumerateArray().Skip(packet.IsAnswer ? 0 : 1)]);
        }

        return fault is null;
    }

    /// <summary>What is to be done with it, once its attachments are there.</summary>
    /// <param name="channel">The namespace.</param>
    /// <param name="attachments">In the order of their numbers.</param>
    public SessionOrder ToOrder(string channel, IReadOnlyList<ReadOnlyMemory<byte>> attachments) => Name is null
        ? new SessionOrder.Acknowledge(Packet.Number ?? 0, Arguments) { Attachments = attachments }
        : new SessionOrder.Deliver(
            new SessionFrame(IsText: true, Packet.Payload),
            new EventReceived(Name, channel, Arguments) { Attachments = attachments, AnswerTo = Packet.Number });

    private static string? FaultOf(SocketIoPacket packet, JsonElement array, string? name)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            return $"The server sent {packet.Title} whose payload is no array.";
        }

        if (name is null && !packet.IsAnswer)
        {
            return $"The server sent {packet.Title} without a name; its array begins with a string.";
        }

        return !packet.IsBinary || SocketIoPlaceholders.Fit(array, packet.Attachments)
            ? null
            : $"The server sent {packet.Title} whose placeholders do not fit its number of attachments, {packet.Attachments}; each attachment has one, counted from 0.";
    }

    // The reference lets a number be a name.
    private static string? NameIn(JsonElement array) =>
        array.ValueKind != JsonValueKind.Array || array.GetArrayLength() == 0 ? null
        : array[0].ValueKind == JsonValueKind.Number ? array[0].GetRawText()
        : SocketIoJson.TextOf(array[0]);
}
