namespace TokenSocket.Transport;

/// <summary>Makes transports. The seam for other WebSocket implementations.</summary>
public interface ITransportFactory
{
    /// <summary>A transport for one attempt. Must be quick and must not touch the network yet.</summary>
    ITransport Create(TransportRequest request);
}
