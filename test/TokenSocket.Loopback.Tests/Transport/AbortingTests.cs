using TokenSocket.Contracts.Transport;
using TokenSocket.Transport;

namespace TokenSocket.Loopback.Tests.Transport;

internal sealed class AbortingTests : AbortingContract
{
    protected override ITransportFactory Factory => new TokenSocketServices().TransportFactory;
}
