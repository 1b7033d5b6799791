using TokenSocket.Contracts.Transport;
using TokenSocket.Transport;

namespace TokenSocket.Loopback.Tests.Transport;

internal sealed class SendingTests : SendingContract
{
    protected override ITransportFactory Factory => new TokenSocketServices().TransportFactory;
}
