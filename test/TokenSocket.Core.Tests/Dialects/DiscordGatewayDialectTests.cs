using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class DiscordGatewayDialectTests() : DialectTests(KnownDialects.DiscordGateway,
[
    new(4000, AfterBackoff, "Unknown Error"),
    new(4001, AfterBackoff, "Unknown Opcode"),
    new(4002, AfterBackoff, "Decode Error"),
    new(4003, AfterBackoff, "Not Authenticated|a new session"),
    new(4004, Never, "Authentication Failed|token"),
    new(4005, AfterBackoff, "Already Authenticated"),
    new(4007, AfterBackoff, "Invalid Seq|a new session"),
    new(4008, AfterBackoff, "Rate Limited"),
    new(4009, AfterBackoff, "Session Timed Out|a new session"),
    new(4010, Never, "Invalid Shard"),
    new(4011, Never, "Sharding Required"),
    new(4012, Never, "Invalid|Version"),
    new(4013, Never, "Invalid Intents"),
    new(4014, Never, "Disallowed Intents"),
])
{
    [Test]
    public void Closes_with_4000_for_a_renewal_so_that_the_session_lives_on() =>
        Assert.That(Dialect.ReconnectCloseCode, Is.EqualTo(4000));

    [Test]
    public void Sends_no_token_with_the_handshake() =>
        Assert.That(Dialect.Token.In, Is.EqualTo(TokenLocation.None));
}
