using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Tokens;

/// <summary>A token that nears its end while the connection is up, from the provider to the wire.</summary>
public sealed class RenewalTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    [Test]
    public async Task Asks_the_provider_2_minutes_before_the_end()
    {
        var (bench, tokens) = Connected(AgeingToken.Nothing);
        bench.Advance(TimeSpan.FromMinutes(13) - TimeSpan.FromMilliseconds(1));
        var early = tokens.Requests.Count;

        bench.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That((early, tokens.Requests[^1]), Is.EqualTo((1, new TokenRequest(TokenReason.Expiring))));
    }

    [Test]
    public async Task Asks_when_the_provider_says_so_instead()
    {
        var tokens = new FakeTokens();
        var bench = new Bench(tokens: tokens);
        tokens.AnswerWith((_, _) => new(new AccessToken("aged-token") { RefreshAt = bench.Time.GetUtcNow() + TimeSpan.FromMinutes(1) }));
        await bench.Client.StartAsync();

        bench.Advance(TimeSpan.FromMinutes(1));

        Assert.That(tokens.Requests[^1].Why, Is.EqualTo(TokenReason.Expiring));
    }

    [Test]
    public async Task Keeps_the_connection_where_a_token_is_looked_at_in_the_handshake()
    {
        var (bench, tokens) = Connected(AgeingToken.Nothing);
        tokens.Give("second-token", bench.Time.GetUtcNow() + (2 * Lifetime));

        bench.Advance(TimeSpan.FromMinutes(13));

        Assert.That((bench.Gateway.Dials.Count, bench.Notices.Last), Is.EqualTo((1, new TokenRefreshed())));
    }

    [Test]
    public async Task Gives_the_fresh_token_to_the_next_dial()
    {
        var (bench, tokens) = Connected(AgeingToken.Nothing);
        tokens.Give("second-token", bench.Time.GetUtcNow() + (2 * Lifetime));
        bench.Advance(TimeSpan.FromMinutes(13));

        bench.Gateway.Drop();
        bench.Advance(31);

        Assert.That(bench.Gateway.Connection.Request.Headers["token"], Is.EqualTo("second-token"));
    }

    [Test]
    public async Task Closes_the_old_connection_before_it_dials_with_the_fresh_token()
    {
        var (bench, tokens) = Connected(AgeingToken.Reconnect);
        var first = bench.Gateway.Connection;
        tokens.Give("second-token", bench.Time.GetUtcNow() + (2 * Lifetime));

        bench.Advance(TimeSpan.FromMinutes(13));

        Assert.That(
            (first.IsOpen, bench.Gateway.MostOpenConnections, bench.Gateway.Connection.Request.Headers["token"], bench.Client.CurrentStatus),
            Is.EqualTo((false, 1, "second-token", ConnectionStatus.Connected)));
    }

    [Test]
    public async Task Is_neither_a_failure_nor_an_outage()
    {
        var (bench, tokens) = Connected(AgeingToken.Reconnect);
        tokens.Give("second-token", bench.Time.GetUtcNow() + (2 * Lifetime));

        bench.Advance(TimeSpan.FromMinutes(13));

        Assert.That(bench.Notices.Of<Disconnected>().Select(end => (end.Info.Cause, end.Verdict)), Is.EqualTo(new[] { (DisconnectCause.Requested, ReconnectVerdict.Immediately) }));
        Assert.That(bench.Log.Lines(LogEventLevel.Warning), Is.Empty);
    }

    [Test]
    public async Task Presents_the_fresh_token_on_the_connection_that_is_up()
    {
        var (bench, tokens) = Connected(AgeingToken.InBand);
        tokens.Give("second \"token\"", bench.Time.GetUtcNow() + (2 * Lifetime));

        bench.Advance(TimeSpan.FromMinutes(13));

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
        Assert.That(bench.Gateway.Connection.Received.Select(message => message.Text), Is.EqualTo(new[] { """{"auth":"second \u0022token\u0022"}""" }));
    }

    [Test]
    public async Task That_fails_is_told_and_tried_again_while_the_connection_stays()
    {
        var (bench, tokens) = Connected(AgeingToken.Reconnect);
        tokens.Fail(new TokenUnavailableException("The issuer answered 503.") { RetryAfter = TimeSpan.FromSeconds(40) });
        bench.Advance(TimeSpan.FromMinutes(13));
        tokens.Give("second-token");

        bench.Advance(40);

        Assert.That(bench.Notices.Of<TokenRefreshFailed>(), Is.EqualTo(new[] { new TokenRefreshFailed("The issuer answered 503.", TimeSpan.FromSeconds(40)) }));
        Assert.That(bench.Gateway.Connection.Request.Headers["token"], Is.EqualTo("second-token"));
    }

    [Test]
    public async Task That_fails_is_one_warning()
    {
        var (bench, tokens) = Connected(AgeingToken.Reconnect);
        tokens.Fail(new TokenUnavailableException("The issuer\nanswered 503."));

        bench.Advance(TimeSpan.FromMinutes(13));

        Assert.That(
            bench.Log.Lines(LogEventLevel.Warning).Single(),
            Is.EqualTo("The token for wss://gateway.example/v2 could not be renewed ahead of its end: The issueranswered 503. The connection stays up, asking again in 00:00:31"));
    }

    [Test]
    public async Task That_fails_for_good_is_left_to_the_next_dial()
    {
        var (bench, tokens) = Connected(AgeingToken.Nothing);
        tokens.Fail(new TokenUnavailableException("The client secret is wrong.", permanent: true));
        bench.Advance(TimeSpan.FromHours(1));
        var asked = tokens.Requests.Count;
        var before = bench.Client.CurrentStatus;

        bench.Gateway.Drop();
        bench.Advance(31);

        Assert.That((asked, before, bench.Client.CurrentStatus), Is.EqualTo((2, ConnectionStatus.Connected, ConnectionStatus.Stopped)));
    }

    [Test]
    public async Task That_hangs_ends_after_30_seconds()
    {
        var (bench, tokens) = Connected(AgeingToken.Nothing);
        tokens.Hang();

        bench.Advance(TimeSpan.FromMinutes(13) + TimeSpan.FromSeconds(30));

        Assert.That(bench.Notices.Of<TokenRefreshFailed>().Single().Reason, Is.EqualTo("The token provider did not answer within 00:00:30."));
    }

    [Test]
    public async Task That_is_under_way_ends_with_the_connection_and_says_nothing()
    {
        var (bench, tokens) = Connected(AgeingToken.Nothing);
        tokens.Hang();
        bench.Advance(TimeSpan.FromMinutes(13));

        bench.Gateway.Drop();

        Assert.That(bench.Notices.Of<TokenRefreshFailed>(), Is.Empty);
    }

    [Test]
    public async Task That_brings_a_token_which_its_place_cannot_carry_is_told_without_it()
    {
        var (bench, tokens) = Connected(AgeingToken.Reconnect);
        tokens.Give("second\ntoken");

        bench.Advance(TimeSpan.FromMinutes(13));

        Assert.That(
            bench.Notices.Of<TokenRefreshFailed>().Single().Reason,
            Is.EqualTo("The token contains a control character, such as a newline, or one outside ASCII, which a header cannot carry; it is '***'."));
    }

    [Test]
    public async Task Leaves_the_former_token_a_secret()
    {
        var (bench, tokens) = Connected(AgeingToken.Nothing);
        tokens.Give("second-token", bench.Time.GetUtcNow() + (2 * Lifetime));
        bench.Advance(TimeSpan.FromMinutes(13));

        bench.Gateway.Close(1011, "bad first-token or second-token");

        Assert.That(bench.Notices.Of<Disconnected>()[^1].Info.Reason, Is.EqualTo("bad *** or ***"));
    }

    [Test]
    public async Task Counts_the_age_of_a_token_that_is_given_again_from_its_first_time()
    {
        var (bench, tokens) = Connected(AgeingToken.Nothing);
        bench.Advance(TimeSpan.FromMinutes(10));
        bench.Gateway.Drop();
        bench.Advance(31);

        bench.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromSeconds(31));

        Assert.That(tokens.Requests[^1].Why, Is.EqualTo(TokenReason.Expiring));
    }

    [Test]
    public async Task That_brings_tokens_which_end_at_once_is_told_and_leaves_the_connection_alone()
    {
        var tokens = new FakeTokens();
        var bench = new Bench(o => o with { Dialect = Ageing(AgeingToken.Reconnect) }, tokens);
        var given = 0;
        tokens.AnswerWith((_, _) => new(new AccessToken($"token-{given++}") { ExpiresAt = bench.Time.GetUtcNow() }));
        await bench.Client.StartAsync();

        bench.Advance(59);

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
        Assert.That(bench.Notices.Of<TokenRefreshFailed>()[0].Reason, Does.StartWith("The token provider gave a token that is due to be renewed at once"));
    }

    [Test]
    public async Task Never_sends_a_token_in_band_over_ws_to_another_host()
    {
        var dialect = Ageing(AgeingToken.InBand) with { Token = new TokenPlacement(TokenLocation.None) };
        var bench = await Bench.StartedAsync(o => o with { Dialect = dialect, GatewayUrl = new Uri("ws://gateway.example") }, new FakeTokens("4711-zebra"));

        Assert.That((bench.Gateway.Dials.Count, bench.Notices.Of<Disconnected>()[0].Info.Cause), Is.EqualTo((0, DisconnectCause.TokenUnavailable)));
    }

    private static (Bench Bench, FakeTokens Tokens) Connected(AgeingToken ageing)
    {
        var tokens = new FakeTokens();
        var bench = new Bench(o => o with { Dialect = Ageing(ageing) }, tokens);
        tokens.Give("first-token", bench.Time.GetUtcNow() + Lifetime);
        Assert.That(bench.Client.StartAsync().IsCompletedSuccessfully, Is.True);
        return (bench, tokens);
    }

    private static CloseDialect Ageing(AgeingToken ageing) => KnownDialects.TokenSocket with
    {
        AgeingToken = ageing,
        TokenMessage = ageing == AgeingToken.InBand ? """{"auth":"{token}"}""" : null,
    };
}
