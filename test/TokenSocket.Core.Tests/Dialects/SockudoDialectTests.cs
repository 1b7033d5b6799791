using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class SockudoDialectTests() : PusherProtocolTests(KnownDialects.Sockudo, new(4000, Never, "SSL only|an error for which the server has no code|do not reconnect unchanged"))
{
    [Test]
    public void Sends_a_capability_token_in_the_query_where_there_is_one() =>
        Assert.That(Dialect.Token, Is.EqualTo(new TokenPlacement(TokenLocation.Query)));

    [Test]
    public void Asks_for_protocol_2() =>
        Assert.That(Dialect.Query[0], Is.EqualTo(new QueryParameter("protocol", "2")));

    [Test]
    public void Takes_a_fresh_token_on_the_connection_that_is_up() =>
        Assert.That(Dialect.AgeingToken, Is.EqualTo(AgeingToken.InBand));
}
