using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class SockudoDialectTests() : PusherProtocolTests(KnownDialects.Sockudo, new(4000, Never, "SSL only|an error for which the server has no code|do not reconnect unchanged"))
{
    [Test]
    public void Takes_a_fresh_token_on_the_connection_that_is_up() =>
        Assert.That(Dialect.AgeingToken, Is.EqualTo(AgeingToken.InBand));
}
