namespace TokenSocket.Gateway;

/// <summary>Why a client may not use a namespace of Socket.IO: <c>44</c> with this in it. The WebSocket stays open.</summary>
/// <param name="Message">What the client is told.</param>
/// <param name="StatusCode">Goes with it as <c>data.statusCode</c>; null for no data.</param>
public sealed record SocketIoRefusal(string Message, int? StatusCode = null);
