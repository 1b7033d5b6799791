using TokenSocket.Transport;

namespace TokenSocket.Secrecy;

/// <summary>Shows a scan what is dialled.</summary>
internal sealed class WatchedTransports(ITransportFactory inner, LeakScan scan) : ITransportFactory
{
    public ITransport Create(TransportRequest request)
    {
        scan.See(Outlet.Print, request.ToString());
        return inner.Create(request);
    }
}
