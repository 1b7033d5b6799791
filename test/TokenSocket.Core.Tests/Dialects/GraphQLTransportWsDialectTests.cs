using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class GraphQLTransportWsDialectTests() : DialectTests(KnownDialects.GraphQLTransportWs,
[
    new(4400, Never, "Bad Request"),
    new(4401, Never, "Unauthorized"),
    new(4406, Never, "Subprotocol Not Acceptable"),
    new(4409, Never, "Subscriber Already Exists"),
    new(4429, Never, "Too Many Initialisation"),
    new(4500, Never, "Internal Server Error"),
    new(4004, Never, "Bad Response"),
    new(4005, Never, "Internal Client Error"),
    new(4403, WithFreshToken, "Forbidden"),
    new(4408, AfterBackoff, "Initialisation Timeout"),
    new(4499, AfterBackoff, "Terminated"),
    new(4504, AfterBackoff, "Acknowledgement Timeout"),
])
{
    [Test]
    public void Sends_no_token_with_the_handshake() =>
        Assert.That(Dialect.Token.In, Is.EqualTo(TokenLocation.None));
}
