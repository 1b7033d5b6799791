using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class NakamaDialectTests() : DialectTests(KnownDialects.Nakama,
[
    new(1000, Never, "Duplicate Connection|ReconnectOnDuplicateConnection") { Reason = "server-side session disconnect" },
    new(401, WithFreshToken, "Unauthorized"),
])
{
    [Test]
    public void Leaves_a_duplicate_login_to_the_option() =>
        Assert.That(Dialect.Find(1000, "server-side session disconnect").Meaning, Is.EqualTo(CloseMeaning.DuplicateConnection));

    [Test]
    public void Retries_any_other_normal_closure() =>
        Assert.That(Dialect.Find(1000, "bye").Verdict, Is.EqualTo(AfterBackoff));

    [Test]
    public void Sends_the_token_in_the_query() =>
        Assert.That(Dialect.Token, Is.EqualTo(new TokenPlacement(TokenLocation.Query, "token")));
}
