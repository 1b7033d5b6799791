using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class WireSocketDialectTests() : DialectTests(KnownDialects.WireSocket,
[
    new(4001, Never, "Missing Token|add the token by subprotocol, query or header"),
    new(4002, WithFreshToken, "Invalid Token|refresh, reconnect"),
    new(4003, Never, "Forbidden|check client_id and appId"),
    new(4004, AfterBackoff, "Connection Limit|Connection limit exceeded|reduce load, raise the plan", AtLeast: 60),
    new(4005, AfterBackoff, "Document Limit|Document limit exceeded|close unused documents", AtLeast: 60),
    new(4006, AfterBackoff, "Rate Limit|Rate limit exceeded", AtLeast: 30),
    new(4007, Never, "Invalid Name|letters, digits, hyphen, underscore; at most 255"),
    new(4008, AfterBackoff, "Users Per Doc|Document user limit exceeded|tell the user that the document is full", AtLeast: 60),
    new(4009, AtNewAddress, "Wrong Region"),
    new(400, Never, "missing documentName|put it into the query"),
    new(401, WithFreshToken, "JWT missing or invalid|re-authenticate"),
    new(503, AfterBackoff, "node degraded or overloaded|Retry-After"),
    new(429, AfterBackoff, "Retry-After"),
])
{
    [Test]
    public void Offers_the_token_as_the_subprotocol_after_access_token() =>
        Assert.That(Dialect.Token, Is.EqualTo(new TokenPlacement(TokenLocation.SubProtocol, "access_token")));

    [Test]
    public void Tells_the_region_of_a_document() =>
        Assert.That(Dialect.Discovery, Is.EqualTo(new DiscoveryEndpoint("/discovery", "documentName")));

    [Test]
    public void Redirects_within_its_two_domains() =>
        Assert.That(Dialect.RedirectHosts, Is.EqualTo(["*.wiresocket.com", "*.wiresocket.net"]));

    [Test]
    public void Waits_from_1_to_60_seconds_with_a_jitter_of_a_half() =>
        Assert.That(
            (Dialect.InitialReconnectInterval, Dialect.MaxReconnectInterval, Dialect.ReconnectJitter),
            Is.EqualTo((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), 0.5)));

    [Test]
    public void Asks_nothing_of_an_ageing_token_and_speaks_no_session_protocol() =>
        Assert.That((Dialect.Session, Dialect.AgeingToken), Is.EqualTo((SessionKind.Plain, AgeingToken.Nothing)));
}
