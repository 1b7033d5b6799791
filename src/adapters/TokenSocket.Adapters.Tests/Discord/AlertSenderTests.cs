using TokenSocket.Contracts;
using TokenSocket.Contracts.Alerts;

namespace TokenSocket.Adapters.Tests.Discord;

/// <summary>The adapter keeps every promise of the seam, as the sender in the box does.</summary>
public static class AlertSenderTests
{
    [Test]
    public static void Leaves_no_contract_out() =>
        Assert.That(ContractRoll.LeftOutBy<AlertSenderContract>(typeof(AlertSenderTests).Assembly), Is.Empty);

    internal sealed class Outcome() : OutcomeContract(SenderOverPackage.Make);

    internal sealed class Request() : RequestContract(SenderOverPackage.Make);

    internal sealed class Secrecy() : SecrecyContract(SenderOverPackage.Make);
}
