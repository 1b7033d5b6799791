namespace TokenSocket.Protocols;

/// <summary>The event that a server waits for before it sends anything.</summary>
/// <param name="Name">The event.</param>
/// <param name="Arguments">Its arguments, each a string.</param>
internal sealed record SocketIoGreeting(string Name, IReadOnlyList<string> Arguments);
