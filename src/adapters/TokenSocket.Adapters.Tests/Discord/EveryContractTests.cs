using TokenSocket.Contracts;
using TokenSocket.Contracts.Alerts;

namespace TokenSocket.Adapters.Tests.Discord;

/// <summary>The adapter keeps every promise that is written down.</summary>
public sealed class EveryContractTests
{
    [Test]
    public void No_contract_is_left_out() =>
        Assert.That(ContractRoll.LeftOutBy<AlertSenderContract>(typeof(EveryContractTests).Assembly), Is.Empty);
}
