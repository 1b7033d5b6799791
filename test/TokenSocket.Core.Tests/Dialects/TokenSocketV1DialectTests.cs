using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class TokenSocketV1DialectTests() : DialectTests(KnownDialects.TokenSocketV1, PartA.Retried,
[
    new(401, WithFreshToken, "The API token is invalid."),
    new(1000, Never, "Deleted Token|The API token has been deleted.|Generate a new token."),
    new(1008, Never, "Invalid Token|The API token is invalid.|Check the token, or generate a new one.") { Reason = "Unauthorized" },
    new(1008, Never, "Duplicate Connection|The API token is already in-use.|ReconnectOnDuplicateConnection") { Reason = "Duplicate connection" },
])
{
    [Test]
    public void Leaves_a_duplicate_connection_to_the_option() =>
        Assert.That(Dialect.Find(1008, "Duplicate connection").Meaning, Is.EqualTo(CloseMeaning.DuplicateConnection));

    [TestCase("")]
    [TestCase("unauthorized")]
    [TestCase("Too many messages")]
    public void Retries_1008_for_any_other_reason(string reason) =>
        Assert.That(Dialect.Find(1008, reason).Verdict, Is.EqualTo(AfterBackoff));

    [Test]
    public void Waits_from_5_to_30_seconds_and_leaves_nothing_to_chance() =>
        Assert.That(
            (Dialect.InitialReconnectInterval, Dialect.MaxReconnectInterval, Dialect.ReconnectJitter),
            Is.EqualTo((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), 0d)));

    [Test]
    public void Puts_the_token_into_the_header_named_token() =>
        Assert.That(Dialect.Token, Is.EqualTo(new TokenPlacement(TokenLocation.Header, "token")));
}
