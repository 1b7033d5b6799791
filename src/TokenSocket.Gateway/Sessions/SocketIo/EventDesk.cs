using System.Text.Json;

namespace TokenSocket.Gateway.Sessions.SocketIo;

/// <summary>Hands what a client asks for and sends to the service, in the service's words.</summary>
internal sealed class EventDesk(ISessionLine line, SocketIoGatewayOptions options)
{
    /// <summary>The first value of an event; a number as it is written.</summary>
    public static string NameOf(Packet packet) =>
        packet.Payload[0].ValueKind == JsonValueKind.String ? packet.Payload[0].GetString()! : packet.Payload[0].GetRawText();

    /// <returns>Why the client may not in; null if it may.</returns>
    public ValueTask<SocketIoRefusal?> AskAsync(Packet connect, CancellationToken ending)
    {
        JsonElement? auth = connect.Payload.ValueKind == JsonValueKind.Undefined ? null : connect.Payload;
        return options.OnConnect is { } onConnect ? onConnect(line.Connection, auth, ending) : default;
    }

    /// <returns>What the service acknowledges the event with; null for nothing.</returns>
    public async ValueTask<IReadOnlyList<object?>?> HandAsync(BinaryPacket whole, CancellationToken ending)
    {
        Packet packet = whole.Packet;
        if (options.OnEvent is { } onEvent)
        {
            var told = new SocketIoEvent(packet.Namespace, NameOf(packet), [.. packet.Payload.EnumerateArray().Skip(1)], packet.Number is not null)
            {
                Attachments = whole.Attachments,
            };
            return await onEvent(line.Connection, told, ending).ConfigureAwait(false);
        }

        await line.DeliverAsync(GatewayMessage.Of(packet.Payload.GetRawText()), ending).ConfigureAwait(false);
        return null;
    }
}
