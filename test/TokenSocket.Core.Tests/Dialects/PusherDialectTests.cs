using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class PusherDialectTests() : PusherProtocolTests(KnownDialects.Pusher, new(4000, Never, "SSL only"))
{
    [Test]
    public void Asks_nothing_of_an_ageing_token() =>
        Assert.That(Dialect.AgeingToken, Is.EqualTo(AgeingToken.Nothing));
}
