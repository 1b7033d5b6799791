using System.Text.Json;

namespace TokenSocket.Gateway.Sessions.SocketIo;

/// <summary>A Socket.IO packet of a client, without the bytes that follow it.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Namespace">Where it belongs, without a query.</param>
/// <param name="AttachmentCount">How many binary messages follow.</param>
/// <param name="Number">The acknowledgement that is asked for or given; null for none.</param>
/// <param name="Payload">The JSON; undefined for none.</param>
internal sealed record Packet(PacketType Type, string Namespace, int AttachmentCount, int? Number, JsonElement Payload);
