namespace TokenSocket.Credentials;

/// <summary>The channel that has to be signed.</summary>
/// <param name="Channel">Its name, which begins with <c>private-</c> or <c>presence-</c>.</param>
/// <param name="SocketId">What the server calls this connection.</param>
public sealed record ChannelRequest(string Channel, string SocketId);
