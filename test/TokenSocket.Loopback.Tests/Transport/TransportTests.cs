using TokenSocket.Contracts;
using TokenSocket.Contracts.Transport;
using TokenSocket.Transport;

namespace TokenSocket.Loopback.Tests.Transport;

/// <summary>The transport under test keeps every promise of the seam.</summary>
public static class TransportTests
{
    private static ITransportFactory Transports => PartsUnderTest.Services().TransportFactory;

    [Test]
    public static void Leaves_no_contract_out() =>
        Assert.That(ContractRoll.LeftOutBy<TransportContract>(typeof(TransportTests).Assembly), Is.Empty);

    internal sealed class Aborting() : AbortingContract(Transports);

    internal sealed class Behind() : BehindContract(Transports);

    internal sealed class BrokenFrame() : BrokenFrameContract(Transports);

    internal sealed class Closing() : ClosingContract(Transports);

    internal sealed class Ending() : EndingContract(Transports);

    internal sealed class Heartbeat() : HeartbeatContract(Transports);

    internal sealed class Leftovers() : LeftoversContract(Transports);

    internal sealed class Opening() : OpeningContract(Transports);

    internal sealed class Receiving() : ReceivingContract(Transports);

    internal sealed class Refusal() : RefusalContract(Transports);

    internal sealed class Sending() : SendingContract(Transports);

    internal sealed class SizeLimit() : SizeLimitContract(Transports);

    internal sealed class Tls() : TlsContract(Transports);

    internal sealed class Unanswered() : UnansweredContract(Transports);
}
