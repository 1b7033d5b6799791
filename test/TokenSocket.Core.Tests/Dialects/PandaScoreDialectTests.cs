using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class PandaScoreDialectTests() : DialectTests(KnownDialects.PandaScore,
[
    new(1000, Never, "Match Over"),
    new(4001, Never, "token"),
    new(4003, Never, "Forbidden|plan"),
    new(4029, AfterBackoff, "Too Many Connections", AtLeast: 60),
])
{
    [Test]
    public void Sends_the_token_in_the_query() =>
        Assert.That(Dialect.Token, Is.EqualTo(new TokenPlacement(TokenLocation.Query, "token")));
}
