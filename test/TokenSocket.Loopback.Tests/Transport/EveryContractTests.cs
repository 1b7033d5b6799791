using TokenSocket.Contracts;
using TokenSocket.Contracts.Transport;

namespace TokenSocket.Loopback.Tests.Transport;

/// <summary>The default transport keeps every promise that is written down.</summary>
public sealed class EveryContractTests
{
    [Test]
    public void No_contract_is_left_out() =>
        Assert.That(ContractRoll.LeftOutBy<TransportContract>(typeof(EveryContractTests).Assembly), Is.Empty);
}
