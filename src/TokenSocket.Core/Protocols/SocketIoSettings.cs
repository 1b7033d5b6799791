namespace TokenSocket.Protocols;

/// <summary>What a Socket.IO session is lived with.</summary>
/// <param name="Namespace">The namespace that is connected to, beginning with a slash.</param>
/// <param name="Auth">The JSON object that goes with the connect packet; null for none. May hold the token.</param>
/// <param name="Greeting">The event that is emitted after each connect; null for none.</param>
/// <param name="MaxMessageSize">The most that an event may weigh with its attachments, in bytes.</param>
internal sealed record SocketIoSettings(string Namespace = "/", string? Auth = null, SocketIoGreeting? Greeting = null, int MaxMessageSize = 16 * 1024 * 1024)
{
    /// <summary>Namespace and greeting's name; nothing that could be a secret.</summary>
    public override string ToString() => $"SocketIoSettings {{ Namespace = {Namespace}, Greeting = {Greeting?.Name} }}";
}
