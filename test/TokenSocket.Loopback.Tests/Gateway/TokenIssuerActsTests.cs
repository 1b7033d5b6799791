using System.Net;
using System.Net.Http.Headers;
using TokenSocket.Contracts;
using TokenSocket.Dialects;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>What an issuer can be told to do wrong.</summary>
internal sealed class TokenIssuerActsTests
{
    private IssuerHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await IssuerHost.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [TestCase(400, "invalid_grant")]
    [TestCase(401, "invalid_client")]
    [TestCase(403, "access_denied")]
    [TestCase(429, "slow_down")]
    [TestCase(500, "server_error")]
    [TestCase(503, "temporarily_unavailable")]
    public async Task Refuses_with_a_status_and_an_error_and_accepts_again(int status, string error)
    {
        _host.Issuer.Refuse(status, error: error);
        Assert.That(await IssuerHost.ErrorOfAsync(await _host.AskAsync()), Is.EqualTo($"{status} {error}"));

        _host.Issuer.Accept();
        using HttpResponseMessage answer = await _host.AskAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((_host.Issuer.ClientCredentialsSeen, _host.Issuer.TokensIssued), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Refuses_without_a_body_and_says_when_to_come_back()
    {
        _host.Issuer.Refuse(429, TimeSpan.FromSeconds(29.5));

        using HttpResponseMessage answer = await _host.AskAsync();

        Assert.That((answer.StatusCode, await answer.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.TooManyRequests, "")));
        Assert.That(answer.Headers.RetryAfter, Is.EqualTo(new RetryConditionHeaderValue(TimeSpan.FromSeconds(30))));
    }

    [Test]
    public async Task Refusal_leaves_a_refresh_token_good()
    {
        string refresh = await IssuerHost.TextOfAsync(await _host.AskAsync(), "refresh_token");
        _host.Issuer.Refuse(503);
        (await _host.RefreshAsync(refresh)).Dispose();
        _host.Issuer.Accept();

        using HttpResponseMessage answer = await _host.RefreshAsync(refresh);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Answers_late()
    {
        _host.Issuer.Delay(TimeSpan.FromSeconds(20));
        Task<HttpResponseMessage> asking = _host.AskAsync();
        await Eventually.HoldsAsync(() => _host.Time.Timers > 0);

        _host.Time.Advance(TimeSpan.FromSeconds(20) - TimeSpan.FromTicks(1));
        Assert.That(_host.Issuer.TokensIssued, Is.Zero);
        _host.Time.Advance(TimeSpan.FromTicks(1));

        using HttpResponseMessage answer = await asking;
        Assert.That((answer.StatusCode, _host.Issuer.TokensIssued), Is.EqualTo((HttpStatusCode.OK, 1)));
    }

    [Test]
    public async Task Does_nothing_late_for_a_client_that_has_gone()
    {
        _host.Issuer.Delay(TimeSpan.FromSeconds(20));
        using var patience = new CancellationTokenSource();
        Task asking = _host.Http.PostAsync(IssuerHost.FormPath, null, patience.Token);
        await Eventually.HoldsAsync(() => _host.Time.Timers > 0);

        await patience.CancelAsync();
        Assert.That(() => asking, Throws.InstanceOf<OperationCanceledException>());
        await Eventually.HoldsAsync(() => _host.Time.Timers == 0);

        Assert.That((_host.Issuer.RequestsSeen, _host.Issuer.TokensIssued), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Never_answers_until_the_server_stops()
    {
        _host.Issuer.Ignore();
        Task<HttpResponseMessage> asking = _host.AskAsync();
        await Eventually.HoldsAsync(() => _host.Issuer.RequestsSeen == 1);
        Assert.That(asking.IsCompleted, Is.False);

        await _host.StopAsync();

        Assert.That(() => asking, Throws.InstanceOf<HttpRequestException>());
        Assert.That(_host.Issuer.TokensIssued, Is.Zero);
    }

    [Test]
    public async Task Lost_answer_uses_the_refresh_token_up()
    {
        string refresh = await IssuerHost.TextOfAsync(await _host.AskAsync(), "refresh_token");

        _host.Issuer.LoseAnswers();
        Assert.That(() => _host.RefreshAsync(refresh), Throws.InstanceOf<HttpRequestException>());
        _host.Issuer.Accept();

        Assert.That(await IssuerHost.ErrorOfAsync(await _host.RefreshAsync(refresh)), Is.EqualTo("400 invalid_grant"));
        Assert.That((_host.Issuer.TokensIssued, _host.Issuer.ReusedRefreshTokens), Is.EqualTo((2, 1)));
    }

    [TestCase("tokensocket", "/connect/token")]
    [TestCase("wiresocket", "/connect/token")]
    [TestCase("lsports", "/identity/resources/auth/v1/api-token")]
    public async Task Gateway_on_loopback_has_an_issuer_that_outlives_a_restart(string dialect, string path)
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options => options.Dialect = KnownDialects.Find(dialect)!);
        Uri url = server.TokenUrl;
        server.Issuer.Refuse(403);

        await server.RestartAsync();

        Assert.That((server.TokenUrl, url.AbsolutePath, url.Port), Is.EqualTo((url, path, server.Url.Port)));
        using HttpResponseMessage answer = await _host.Http.PostAsync(url, null);
        Assert.That((answer.StatusCode, server.Issuer.RequestsSeen), Is.EqualTo((HttpStatusCode.Forbidden, 1)));
    }
}
