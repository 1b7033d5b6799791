using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

/// <summary>The table that README shows, and its promise that nothing else stops the client.</summary>
public sealed class TokenSocketDialectTests
{
    private static readonly CloseDialect Dialect = KnownDialects.TokenSocket;

    [TestCase(4001, "Missing Token")]
    [TestCase(4002, "Invalid Token")]
    [TestCase(4003, "Duplicate Connection")]
    [TestCase(4004, "Deleted Token")]
    public void Names_its_codes(int code, string name) =>
        Assert.That(Dialect.Find(code).Name, Is.EqualTo(name));

    [TestCase(4001, "The API token is missing.")]
    [TestCase(4002, "The API token is invalid.")]
    [TestCase(4003, "The API token is already in-use.")]
    [TestCase(4004, "The API token has been deleted.")]
    public void Says_the_exact_message(int code, string message) =>
        Assert.That(Dialect.Find(code).Message, Is.EqualTo(message));

    [TestCase(4001, TokenMissing)]
    [TestCase(4002, TokenRejected)]
    [TestCase(4003, DuplicateConnection)]
    [TestCase(4004, TokenDeleted)]
    public void Gives_its_codes_a_meaning(int code, CloseMeaning meaning) =>
        Assert.That(Dialect.Find(code).Meaning, Is.EqualTo(meaning));

    [TestCase(4001, "Set the token; it goes into the `token` header.")]
    [TestCase(4002, "Check the token, or generate a new one.")]
    [TestCase(4003, "Stop the other client, or enable ReconnectOnDuplicateConnection.")]
    [TestCase(4004, "Generate a new token.")]
    public void Says_what_a_person_should_do(int code, string resolution) =>
        Assert.That(Dialect.Find(code).Resolution, Is.EqualTo(resolution));

    [Test]
    public void Stops_for_its_four_codes_alone_of_all_that_a_close_frame_can_carry() =>
        Assert.That(NumbersWith(Never, number => new(DisconnectCause.Closed, number)), Is.EqualTo([4001, 4002, 4003, 4004]));

    [Test]
    public void Stops_for_no_status_of_a_refused_handshake() =>
        Assert.That(NumbersWith(Never, status => new(DisconnectCause.Refused, HttpStatus: status)).Where(status => status < 1000), Is.Empty);

    [Test]
    public void Asks_for_a_fresh_token_after_401_alone() =>
        Assert.That(NumbersWith(WithFreshToken, number => new(DisconnectCause.Refused, HttpStatus: number)), Is.EqualTo([401]));

    [Test]
    [Category("Slow")]
    public void Retries_every_other_end_whatever_its_cause()
    {
        var causes = Enum.GetValues<DisconnectCause>().Except([DisconnectCause.Requested]);

        var others =
            from cause in causes
            from number in Enumerable.Range(0, 65536).Except([401, 4001, 4002, 4003, 4004])
            let verdict = Dialect.Find(new DisconnectInfo(cause, number)).Verdict
            where verdict != AfterBackoff
            select (cause, number, verdict);

        Assert.That(others, Is.Empty);
    }

    [Test]
    public void Retries_a_certificate_that_does_not_validate() =>
        Assert.That(
            Dialect.Find(new DisconnectInfo(DisconnectCause.TlsFailed, Reason: "The certificate is not valid: it has expired.")).Verdict,
            Is.EqualTo(AfterBackoff));

    [Test]
    public void Does_not_come_back_after_the_programs_own_goodbye() =>
        Assert.That(Dialect.Find(new DisconnectInfo(DisconnectCause.Requested)).Verdict, Is.EqualTo(Never));

    [Test]
    public void Answers_401_with_the_words_of_4002() =>
        Assert.That(Dialect.Find(401), Is.EqualTo(Dialect.Find(4002) with { Codes = 401, Verdict = WithFreshToken }));

    [Test]
    public void Keeps_the_least_wait_of_30_seconds_for_an_overloaded_server() =>
        Assert.That(Dialect.Find(1013).AtLeast, Is.EqualTo(TimeSpan.FromSeconds(30)));

    [Test]
    public void Puts_the_token_into_the_header_named_token() =>
        Assert.That(Dialect.Token, Is.EqualTo(new TokenPlacement(TokenLocation.Header, "token")));

    [Test]
    public void Waits_31_seconds_at_first() =>
        Assert.That(Dialect.InitialReconnectInterval, Is.EqualTo(TimeSpan.FromSeconds(31)));

    [Test]
    public void Waits_120_seconds_at_most() =>
        Assert.That(Dialect.MaxReconnectInterval, Is.EqualTo(TimeSpan.FromSeconds(120)));

    [Test]
    public void Leaves_nothing_to_chance() =>
        Assert.That(Dialect.ReconnectJitter, Is.Zero);

    [Test]
    public void Follows_no_redirects_of_its_own() =>
        Assert.That(Dialect.RedirectHosts, Is.Empty);

    [Test]
    public void Says_goodbye_with_1000_also_for_a_renewal() =>
        Assert.That(Dialect.ReconnectCloseCode, Is.EqualTo(1000));

    private static List<int> NumbersWith(ReconnectVerdict verdict, Func<int, DisconnectInfo> end) =>
        [.. Enumerable.Range(0, 65536).Where(number => Dialect.Find(end(number)).Verdict == verdict)];
}
