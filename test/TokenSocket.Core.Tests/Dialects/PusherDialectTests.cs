using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class PusherDialectTests() : PusherProtocolTests(KnownDialects.Pusher, new(4000, Never, "SSL only"))
{
    [Test]
    public void Sends_no_token_with_the_handshake_and_says_what_it_speaks() =>
        Assert.That((Dialect.Token.In, string.Join('&', Dialect.Query.Select(static one => $"{one.Name}={one.Value}"))), Is.EqualTo((TokenLocation.None, "protocol=7&client=TokenSocket&version={version}")));

    [Test]
    public void Asks_nothing_of_an_ageing_token() =>
        Assert.That(Dialect.AgeingToken, Is.EqualTo(AgeingToken.Nothing));
}
