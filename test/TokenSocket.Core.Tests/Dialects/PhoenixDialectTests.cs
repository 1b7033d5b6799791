using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class PhoenixDialectTests() : DialectTests(KnownDialects.Phoenix, PartA.WithCodesRetried,
[
    new(1000, Never, "Normal Closure"),
])
{
    [Test]
    public void Offers_the_token_as_the_subprotocol_after_phoenix() =>
        Assert.That(Dialect.Token, Is.EqualTo(new TokenPlacement(TokenLocation.SubProtocol, "phoenix")));

    [Test]
    public void Keeps_the_words_and_the_least_wait_of_a_code_that_it_retries() =>
        Assert.That(Dialect.Find(1013), Is.EqualTo(KnownDialects.Rfc6455.Find(1013)));

    [Test]
    public void Stops_for_a_certificate_that_does_not_validate() =>
        Assert.That(Dialect.Find(new DisconnectInfo(DisconnectCause.TlsFailed, Reason: "The certificate is not valid: it has expired.")).Verdict, Is.EqualTo(Never));
}
