using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class HocuspocusDialectTests() : DialectTests(KnownDialects.Hocuspocus,
[
    new(1009, Never, "Message Too Big"),
    new(4205, Immediately, "Reset Connection"),
    new(4401, WithFreshToken, "Unauthorized"),
    new(4403, Never, "Forbidden"),
    new(4408, AfterBackoff, "Connection Timeout"),
])
{
    [Test]
    public void Sends_no_token_with_the_handshake() =>
        Assert.That(Dialect.Token.In, Is.EqualTo(TokenLocation.None));
}
