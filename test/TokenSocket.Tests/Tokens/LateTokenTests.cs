using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Tokens;

/// <summary>Another token that comes before it is wanted: while a connection is up, while one is opened, or while the provider is being asked.</summary>
public sealed class LateTokenTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    [Test]
    public async Task Told_while_connected_starts_the_client_again_when_the_old_one_is_deleted()
    {
        var tokens = new FakeTokens("first-token");
        var bench = await Bench.StableAsync(tokens: tokens);
        tokens.Give("second-token");
        tokens.ReportChange();

        bench.Gateway.Close(4004);

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Connection.Request.Headers["token"]), Is.EqualTo((ConnectionStatus.Connected, "second-token")));
    }

    [Test]
    public async Task Told_while_connecting_starts_the_client_again_when_the_old_one_is_rejected()
    {
        var tokens = new FakeTokens("first-token");
        var bench = new Bench(tokens: tokens);
        bench.Gateway.IgnoreAll();
        await bench.Client.StartAsync();
        tokens.Give("second-token");
        tokens.ReportChange();
        var first = bench.Gateway.Connection;
        bench.Gateway.AcceptAll();
        first.Accept();

        bench.Gateway.Close(4002);

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Connected, 2)));
    }

    [Test]
    public async Task Renewed_and_not_yet_used_starts_the_client_again_once()
    {
        var (bench, tokens) = Connected(KnownDialects.TokenSocket);
        tokens.Give("second-token", bench.Time.GetUtcNow() + (2 * Lifetime));
        bench.Advance(TimeSpan.FromMinutes(13));
        bench.Gateway.Close(4002);
        var after = bench.Client.CurrentStatus;

        bench.Gateway.Close(4002);

        Assert.That((after, bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Connected, ConnectionStatus.Stopped, 2)));
    }

    [Test]
    public async Task That_turns_out_to_be_the_rejected_one_is_not_dialled_with()
    {
        var tokens = new FakeTokens("first-token");
        var bench = await Bench.StartedAsync(tokens: tokens);
        bench.Gateway.Close(4002);

        tokens.ReportChange();

        Assert.That((bench.Gateway.Dials.Count, bench.Client.CurrentStatus, tokens.Requests[^1]), Is.EqualTo(
            (1, ConnectionStatus.Stopped, new TokenRequest(TokenReason.Rejected, new AccessToken("first-token")))));
    }

    [Test]
    public async Task Told_while_the_provider_is_asked_is_asked_for_once_more()
    {
        var tokens = new FakeTokens("first-token");
        var bench = await Bench.StableAsync(o => o with { Dialect = Ageing(AgeingToken.Reconnect) }, tokens);
        var answer = new TaskCompletionSource<AccessToken?>();
        tokens.AnswerWith((_, _) => new(answer.Task));
        tokens.ReportChange();
        bench.Advance(5);
        tokens.Give("third-token");
        tokens.ReportChange();

        Inline.Run(() => answer.SetResult(new AccessToken("first-token")));
        bench.Advance(5);

        Assert.That(bench.Gateway.Connection.Request.Headers["token"], Is.EqualTo("third-token"));
    }

    [Test]
    public async Task Is_not_taken_for_the_one_that_the_server_rejected()
    {
        var (bench, tokens) = Connected(KnownDialects.Find("wiresocket")!);
        tokens.Give("second-token", bench.Time.GetUtcNow() + (2 * Lifetime));
        bench.Advance(TimeSpan.FromMinutes(13));

        bench.Gateway.Close(4002);

        Assert.That(
            (tokens.Requests[^1], bench.Client.CurrentStatus, bench.Gateway.Connection.Request.SubProtocols[^1]),
            Is.EqualTo((new TokenRequest(TokenReason.Rejected, new AccessToken("first-token")), ConnectionStatus.Connected, "second-token")));
    }

    [Test]
    public async Task At_hand_is_dialled_with_where_the_provider_then_fails()
    {
        var (bench, tokens) = Connected(Ageing(AgeingToken.Reconnect));
        var second = new AccessToken("second-token") { ExpiresAt = bench.Time.GetUtcNow() + (2 * Lifetime) };
        tokens.AnswerWith((request, _) => request.Why == TokenReason.Expiring ? new(second) : throw new TokenUnavailableException("The issuer is away."));

        bench.Advance(TimeSpan.FromMinutes(13));

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Connection.Request.Headers["token"]), Is.EqualTo((ConnectionStatus.Connected, "second-token")));
    }

    [Test]
    public async Task Told_a_thousand_times_dials_once_in_5_seconds()
    {
        var tokens = new FakeTokens("token-0");
        var bench = await Bench.StableAsync(o => o with { Dialect = Ageing(AgeingToken.Reconnect) }, tokens);
        for (var n = 1; n <= 1000; n++)
        {
            tokens.Give($"token-{n}");
            tokens.ReportChange();
        }

        bench.Advance(5);

        Assert.That((bench.Gateway.Dials.Count, bench.Gateway.Connection.Request.Headers["token"]), Is.EqualTo((2, "token-1000")));
    }

    [Test]
    public async Task Told_where_there_is_none_is_asked_for_once()
    {
        var tokens = new FakeTokens("first-token");
        var bench = await Bench.StableAsync(o => o with { Dialect = Ageing(AgeingToken.Reconnect) }, tokens);
        tokens.ReportChange();

        bench.Advance(TimeSpan.FromHours(1));

        Assert.That(tokens.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Leaves_every_earlier_one_of_the_connection_a_secret()
    {
        var (bench, tokens) = Connected(KnownDialects.TokenSocket);
        foreach (var name in new[] { "second", "third", "fourth" })
        {
            tokens.Give($"{name}-token", bench.Time.GetUtcNow() + (2 * Lifetime));
            bench.Advance(TimeSpan.FromMinutes(28));
        }

        bench.Gateway.Close(1011, "first-token second-token third-token fourth-token");

        Assert.That(bench.Notices.Of<Disconnected>()[^1].Info.Reason, Is.EqualTo("*** *** *** ***"));
    }

    [Test]
    public async Task That_the_provider_had_none_of_at_the_dial_does_not_go_in_band_over_ws_to_another_host()
    {
        var tokens = new FakeTokens(null);
        var dialect = Ageing(AgeingToken.InBand) with { Token = new TokenPlacement(TokenLocation.None) };
        var bench = await Bench.StableAsync(o => o with { GatewayUrl = new Uri("ws://remote.example"), Dialect = dialect }, tokens);
        tokens.Give("first-token");
        tokens.ReportChange();

        bench.Advance(5);

        Assert.That((bench.Gateway.Connection.Received.Count, bench.Notices.Of<TokenRefreshFailed>().Single().Reason), Is.EqualTo(
            (0, "The token may not be sent over ws:// to a host that is not loopback; use wss://, or set AllowInsecureToken.")));
    }

    [Test]
    public async Task Ahead_of_short_lives_uses_up_no_attempts()
    {
        var tokens = new FakeTokens();
        var bench = new Bench(o => o with { MaxAttempts = 2, Dialect = Ageing(AgeingToken.Reconnect) }, tokens);
        var given = 0;
        AccessToken? current = null;
        tokens.AnswerWith((request, _) =>
        {
            current = current is null || request.Why == TokenReason.Expiring
                ? new AccessToken($"token-{given++}") { ExpiresAt = bench.Time.GetUtcNow() + TimeSpan.FromSeconds(10) }
                : current;
            return new(current);
        });
        await bench.Client.StartAsync();
        bench.Advance(60);

        bench.Gateway.Drop();

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Reconnecting));
    }

    [TestCase(60)]
    [TestCase(3650)]
    public async Task That_is_far_off_is_asked_for_in_time(int days)
    {
        var tokens = new FakeTokens();
        var bench = new Bench(tokens: tokens);
        tokens.Give("first-token", bench.Time.GetUtcNow() + TimeSpan.FromDays(days));
        await bench.Client.StartAsync();
        bench.Advance(TimeSpan.FromDays(days) - TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(1));
        var early = tokens.Requests.Count;

        bench.Advance(1);

        Assert.That((early, tokens.Requests.Count, bench.Client.CurrentStatus), Is.EqualTo((1, 2, ConnectionStatus.Connected)));
    }

    [Test]
    public async Task Of_a_provider_whose_listening_cannot_be_ended_leaves_the_dispose_alone()
    {
        var bench = await Bench.StartedAsync(tokens: new Clinging());

        await bench.Client.DisposeAsync();

        Assert.That(bench.Notices.IsCompleted, Is.True);
    }

    private static (Bench Bench, FakeTokens Tokens) Connected(CloseDialect dialect)
    {
        var tokens = new FakeTokens();
        var bench = new Bench(o => o with { Dialect = dialect }, tokens);
        tokens.Give("first-token", bench.Time.GetUtcNow() + Lifetime);
        Assert.That(bench.Client.StartAsync().IsCompletedSuccessfully, Is.True);
        bench.Advance(10);
        return (bench, tokens);
    }

    private static CloseDialect Ageing(AgeingToken ageing) => KnownDialects.TokenSocket with
    {
        AgeingToken = ageing,
        TokenMessage = ageing == AgeingToken.InBand ? """{"auth":"{token}"}""" : null,
    };

    private sealed class Clinging : ITokenProvider, IDisposable
    {
        public ValueTask<AccessToken?> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken) => new((AccessToken?)null);

        public IDisposable OnChange(Action changed) => this;

        public void Dispose() => throw new InvalidOperationException("Still here.");
    }
}
