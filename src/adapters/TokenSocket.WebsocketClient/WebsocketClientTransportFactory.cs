using TokenSocket.Transport;

namespace TokenSocket.WebsocketClient;

/// <summary>Makes transports over the package Websocket.Client, one instance of its client for each attempt.</summary>
/// <remarks>
/// Thread-safe. In a host: <c>services.AddSingleton&lt;ITransportFactory, WebsocketClientTransportFactory&gt;()</c>; elsewhere it goes into
/// <see cref="TokenSocketServices.TransportFactory"/>. Reconnecting, queueing and timeouts of the package are off, for all of that is TokenSocket's.
/// </remarks>
public sealed class WebsocketClientTransportFactory : ITransportFactory
{
    /// <inheritdoc/>
    public ITransport Create(TransportRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new WebsocketClientTransport(request);
    }
}
