using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class TwitchEventSubDialectTests() : DialectTests(KnownDialects.TwitchEventSub,
[
    new(4000, AfterBackoff, "Internal Server Error"),
    new(4001, Never, "Inbound Traffic"),
    new(4002, AfterBackoff, "Ping-Pong"),
    new(4003, AfterBackoff, "Connection Unused"),
    new(4004, AfterBackoff, "Grace Time Expired|the default address"),
    new(4005, AfterBackoff, "Network Timeout"),
    new(4006, AfterBackoff, "Network Error"),
    new(4007, AfterBackoff, "Invalid Reconnect|the default address"),
])
{
    [Test]
    public void Sends_no_token_with_the_handshake() =>
        Assert.That(Dialect.Token.In, Is.EqualTo(TokenLocation.None));
}
