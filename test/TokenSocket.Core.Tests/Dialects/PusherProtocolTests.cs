using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

/// <summary>What the two servers that speak Pusher's protocol have in common.</summary>
/// <param name="dialect">The one.</param>
/// <param name="own">What its document alone says.</param>
public abstract class PusherProtocolTests(CloseDialect dialect, Said own) : DialectTests(dialect,
[
    own,
    new(4001, Never, "no such app"),
    new(4003, Never, "disabled"),
    new(4004, Never, "over quota"),
    new(4005, Never, "path not found"),
    new(4006, 4008, Never, "protocol version|missing or not supported"),
    new(4009, Never, "unauthorized|origin|allowed"),
    new(4009, WithFreshToken, "capability token expired") { Reason = "capability token expired" },
    new(4009, Never, "capability token|revoked") { Reason = "capability token revoked" },
    new(4009, Never, "disconnected|app") { Reason = "You got disconnected by the app." },
    new(4000, 4099, Never, "do not reconnect unchanged"),
    new(4100, AfterBackoff, "over capacity|slow consumer", AtLeast: 1),
    new(4100, 4199, AfterBackoff, "", AtLeast: 1),
    new(4200, Immediately, "reconnect"),
    new(4201, Immediately, "pong not received"),
    new(4202, Immediately, "inactivity"),
    new(4200, 4299, Immediately, "at once"),
    new(4300, 4399, AfterBackoff, "client event rate"),
    new(400, Never, ""),
    new(401, Never, ""),
    new(403, Never, ""),
    new(404, Never, ""),
    new(409, AfterBackoff, "conflict"),
    new(413, AfterBackoff, "large"),
    new(429, AfterBackoff, ""),
    new(500, 599, AfterBackoff, ""),
])
{
    [Test]
    public void Speaks_Pusher() =>
        Assert.That(Dialect.Session, Is.EqualTo(SessionKind.Pusher));

    [Test]
    public void Waits_from_1_to_60_seconds_with_a_jitter_of_a_half() =>
        Assert.That(
            (Dialect.InitialReconnectInterval, Dialect.MaxReconnectInterval, Dialect.ReconnectJitter),
            Is.EqualTo((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), 0.5)));
}
