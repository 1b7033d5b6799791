using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class LSportsDialectTests() : DialectTests(KnownDialects.LSports,
[
    new(400, Never, "invalid `customerid` format|use numeric characters only") { Mentions = "customerid" },
    new(400, Never, "invalid `customerid` format|use numeric characters only") { Cause = DisconnectCause.InBand },
    new(400, AfterBackoff, "body"),
    new(401, Never, "missing `customerid` header|add `customerid` to the headers"),
    new(402, Never, "account inactive or expired|contact support"),
    new(403, Never, "customer id not found|verify the customer id"),
    new(429, AfterBackoff, "rate limited|wait before reconnecting|10 connections a minute and address", AtLeast: 60),
    new(500, AfterBackoff, "server error|retry with backoff"),
    new(1000, AfterBackoff, "normal closure"),
    new(1001, AfterBackoff, "server going away (maintenance)"),
    new(4401, WithFreshToken, "authentication failed after upgrade|access tokens live 30 minutes"),
    new(4403, Never, "authorization revoked"),
])
{
    private static readonly DisconnectInfo[] Answers =
    [
        new(DisconnectCause.InBand, 401, "Unauthorized"),
        new(DisconnectCause.InBand, 402, "Payment Required"),
        new(DisconnectCause.InBand, 403, "Forbidden"),
        new(DisconnectCause.InBand, 429, "Too Many Requests"),
        new(DisconnectCause.InBand, 500, "Internal Server Error"),
    ];

    /// <summary>connect_error with <c>data.statusCode</c>, and the refused handshake.</summary>
    [TestCaseSource(nameof(Answers))]
    public void Takes_a_status_alike_in_the_session_and_in_the_handshake(DisconnectInfo end) =>
        Assert.That(Dialect.Find(end), Is.SameAs(Dialect.Find(end.Code!.Value)));

    [TestCase("{\"code\":0,\"message\":\"Transport unknown\"}")]
    [TestCase("Bad request")]
    [TestCase(null)]
    public void Retries_a_400_of_the_transport_below(string? body) =>
        Assert.That(Dialect.Find(new DisconnectInfo(DisconnectCause.Refused, HttpStatus: 400, Body: body)).Verdict, Is.EqualTo(AfterBackoff));

    [TestCase("{\"error\":\"Invalid customerId format\"}")]
    [TestCase("customerid must be numeric")]
    public void Stops_for_a_400_about_the_customer(string body) =>
        Assert.That(Dialect.Find(new DisconnectInfo(DisconnectCause.Refused, HttpStatus: 400, Body: body)).Verdict, Is.EqualTo(Never));

    [Test]
    public void Sends_the_token_as_a_bearer() =>
        Assert.That(Dialect.Token.In, Is.EqualTo(TokenLocation.Bearer));

    [Test]
    public void Requires_a_customerid_of_digits() =>
        Assert.That((Dialect.RequiredHeaders, Dialect.NumericHeaders), Is.EqualTo((new[] { "customerid" }, new[] { "customerid" })));

    [Test]
    public void Speaks_Socket_IO_and_wants_a_new_connection_for_a_new_token() =>
        Assert.That((Dialect.Session, Dialect.AgeingToken), Is.EqualTo((SessionKind.SocketIo, AgeingToken.Reconnect)));

    [Test]
    public void Joins_with_its_customerid_and_asks_for_a_websocket_alone() =>
        Assert.That(
            (Dialect.Greeting, string.Join('&', Dialect.Query.Select(static one => $"{one.Name}={one.Value}"))),
            Is.EqualTo((new SessionGreeting("join", "customerid"), "EIO=4&transport=websocket")));

    [Test]
    public void Waits_from_6_to_120_seconds() =>
        Assert.That(
            (Dialect.InitialReconnectInterval, Dialect.MaxReconnectInterval),
            Is.EqualTo((TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(120))));
}
