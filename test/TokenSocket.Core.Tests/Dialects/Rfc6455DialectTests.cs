using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.DisconnectCause;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

/// <summary>The base that every dialect falls back to.</summary>
public sealed class Rfc6455DialectTests
{
    private const string Firewall = "Check connectivity; allow the WebSocket port (wss: 443) in the firewall.";

    private static readonly CloseDialect Dialect = KnownDialects.Rfc6455;

    [TestCase(1000, "Normal Closure", AfterBackoff)]
    [TestCase(1001, "Going Away", AfterBackoff)]
    [TestCase(1002, "Protocol Error", AfterBackoff)]
    [TestCase(1003, "Unsupported Data", Never)]
    [TestCase(1005, "No Status", AfterBackoff)]
    [TestCase(1006, "Abnormal Closure", AfterBackoff)]
    [TestCase(1007, "Invalid Payload", AfterBackoff)]
    [TestCase(1008, "Policy Violation", AfterBackoff)]
    [TestCase(1009, "Message Too Big", AfterBackoff)]
    [TestCase(1010, "Mandatory Extension", Never)]
    [TestCase(1011, "Internal Error", AfterBackoff)]
    [TestCase(1012, "Service Restart", AfterBackoff)]
    [TestCase(1013, "Try Again Later", AfterBackoff)]
    [TestCase(1014, "Bad Gateway", AfterBackoff)]
    [TestCase(1015, "TLS Failure", AfterBackoff)]
    [TestCase(3000, "Unauthorized", WithFreshToken)]
    [TestCase(3003, "Forbidden", Never)]
    [TestCase(3008, "Timeout", AfterBackoff)]
    public void Knows_the_registered_codes(int code, string name, ReconnectVerdict verdict)
    {
        var row = Dialect.Find(code);

        Assert.That((row.Name, row.Verdict), Is.EqualTo((name, verdict)));
    }

    [TestCase(1004)]
    [TestCase(1016)]
    [TestCase(2999)]
    [TestCase(3001)]
    [TestCase(3999)]
    [TestCase(4000)]
    [TestCase(4999)]
    [TestCase(5000)]
    [TestCase(65535)]
    public void Retries_after_a_code_that_no_document_explains(int code)
    {
        var row = Dialect.Find(code);

        Assert.That((row.Name, row.Verdict), Is.EqualTo(("Unknown", AfterBackoff)));
    }

    [TestCase(401, "Unauthorized", WithFreshToken)]
    [TestCase(403, "Forbidden", Never)]
    [TestCase(407, "Proxy Authentication Required", Never)]
    [TestCase(408, "Request Timeout", AfterBackoff)]
    [TestCase(425, "Too Early", AfterBackoff)]
    [TestCase(426, "Upgrade Required", Never)]
    [TestCase(429, "Too Many Requests", AfterBackoff)]
    [TestCase(500, "Server Error", AfterBackoff)]
    [TestCase(503, "Server Error", AfterBackoff)]
    [TestCase(599, "Server Error", AfterBackoff)]
    public void Knows_the_statuses_of_a_refused_handshake(int status, string name, ReconnectVerdict verdict)
    {
        var row = Dialect.Find(status);

        Assert.That((row.Name, row.Verdict), Is.EqualTo((name, verdict)));
    }

    [TestCase(200)]
    [TestCase(301)]
    [TestCase(302)]
    [TestCase(307)]
    [TestCase(308)]
    [TestCase(400)]
    [TestCase(402)]
    [TestCase(404)]
    [TestCase(410)]
    [TestCase(499)]
    [TestCase(600)]
    [TestCase(999)]
    public void Retries_after_any_other_status(int status)
    {
        var row = Dialect.Find(status);

        Assert.That((row.Name, row.Verdict), Is.EqualTo(("Refused", AfterBackoff)));
    }

    [TestCase(Unreachable, "Unreachable", Firewall)]
    [TestCase(TimedOut, "Timed Out", Firewall)]
    [TestCase(TlsFailed, "TLS Failure", "Check the clock and the certificate.")]
    [TestCase(Dropped, "Dropped", "Nothing to do: it reconnects.")]
    [TestCase(HeartbeatLost, "Heartbeat Lost", "Nothing to do: it reconnects.")]
    [TestCase(Idle, "Idle", "Nothing to do: it reconnects.")]
    [TestCase(SlowConsumer, "Slow Consumer", "Handle messages faster, or move the work off the subscription.")]
    [TestCase(ProtocolViolation, "Protocol Violation", "If it repeats, check the address and what stands between; it reconnects.")]
    [TestCase(TooBig, "Message Too Big", "Raise MaxMessageSize if such messages are expected; it reconnects.")]
    [TestCase(TokenUnavailable, "No Token", "Check the token provider.")]
    [TestCase(RedirectRefused, "Redirect Refused", "Add the host to RedirectHosts if it is trusted; it goes on at GatewayUrl.")]
    public void Has_words_for_ends_that_no_server_spoke(DisconnectCause cause, string name, string resolution)
    {
        var row = Dialect.Find(new DisconnectInfo(cause, cause is Dropped or HeartbeatLost ? CloseCode.AbnormalClosure : null));

        Assert.That((row.Name, row.Verdict, row.Resolution), Is.EqualTo((name, AfterBackoff, resolution)));
    }

    [Test]
    public void Stops_for_a_certificate_that_does_not_validate()
    {
        var row = Dialect.Find(new DisconnectInfo(TlsFailed, Reason: "The certificate is not valid: it has expired."));

        Assert.That((row.Name, row.Verdict), Is.EqualTo(("Invalid Certificate", Never)));
    }

    [Test]
    public void Retries_where_TLS_failed_for_another_reason() =>
        Assert.That(Dialect.Find(new DisconnectInfo(TlsFailed, Reason: "The peer reset the connection.")).Verdict, Is.EqualTo(AfterBackoff));

    [Test]
    public void Does_not_come_back_after_the_programs_own_goodbye() =>
        Assert.That(Dialect.Find(new DisconnectInfo(Requested, 1000)).Verdict, Is.EqualTo(Never));

    [Test]
    public void Waits_at_least_30_seconds_for_1013_and_by_the_schedule_for_all_else() =>
        Assert.That(
            Dialect.Rules.Where(row => row.AtLeast != TimeSpan.Zero).Select(row => (row.Codes, row.AtLeast)),
            Is.EqualTo([((CodeRange)1013, TimeSpan.FromSeconds(30))]));

    [Test]
    public void Carries_the_token_as_a_bearer() =>
        Assert.That(Dialect.Token.In, Is.EqualTo(TokenLocation.Bearer));

    [Test]
    public void Has_no_fallback_and_is_complete_without() =>
        Assert.That(Dialect.Fallback, Is.Null);

    [Test]
    public void Has_words_of_its_own_for_a_session_that_ends_without_a_code() =>
        Assert.That(
            KnownDialects.Rfc6455.Find(new DisconnectInfo(DisconnectCause.InBand, Reason: "Invalid namespace")).Name,
            Is.EqualTo("Session Ended"));

    [Test]
    public void Reads_a_code_inside_a_session_as_the_number_that_it_is() =>
        Assert.That(KnownDialects.Rfc6455.Find(new DisconnectInfo(DisconnectCause.InBand, 401)).Verdict, Is.EqualTo(ReconnectVerdict.WithFreshToken));
}
