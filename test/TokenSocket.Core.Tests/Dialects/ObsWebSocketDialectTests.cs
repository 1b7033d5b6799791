using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class ObsWebSocketDialectTests() : DialectTests(KnownDialects.ObsWebSocket,
[
    new(4000, AfterBackoff, "Unknown Reason"),
    new(4002, Never, "Decode Error"),
    new(4003, Never, "Missing Data Field"),
    new(4004, Never, "Invalid Data Field Type"),
    new(4005, Never, "Invalid Data Field Value"),
    new(4006, Never, "Unknown Op"),
    new(4007, Never, "Not Identified"),
    new(4008, Never, "Already Identified"),
    new(4009, Never, "Authentication Failed"),
    new(4010, Never, "Unsupported RPC Version"),
    new(4011, Never, "Session Invalidated|must not automatically reconnect"),
    new(4012, Never, "Unsupported Feature"),
])
{
    [Test]
    public void Sends_no_token_with_the_handshake() =>
        Assert.That(Dialect.Token.In, Is.EqualTo(TokenLocation.None));
}
