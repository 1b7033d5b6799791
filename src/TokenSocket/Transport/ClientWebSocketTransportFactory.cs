namespace TokenSocket.Transport;

/// <summary>Makes transports over <see cref="System.Net.WebSockets.ClientWebSocket"/>: the default.</summary>
internal sealed class ClientWebSocketTransportFactory : ITransportFactory
{
    public ITransport Create(TransportRequest request) => new ClientWebSocketTransport(request);
}
