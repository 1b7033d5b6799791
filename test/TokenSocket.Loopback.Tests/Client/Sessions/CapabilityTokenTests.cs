using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Credentials;
using TokenSocket.Notices;
using TokenSocket.Protocols;
using TokenSocket.Secrecy;
using TokenSocket.Testing;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>Tokens that a session of Sockudo lives on: renewed inside it, revoked, or ended for want of another.</summary>
public sealed class CapabilityTokenTests
{
    private const string Owner = "me";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    // The least that lies between two questions for a token.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);

    private readonly FakeTokens _tokens = new("first-token");
    // Begins with the clock of the gateway, which says when its tokens end.
    private readonly VirtualTime _time = new(DateTimeOffset.UtcNow);

    [Test]
    public async Task A_token_that_has_expired_is_renewed_on_the_connection_that_is_up()
    {
        await using var stage = await SetAsync();
        stage.Server.Tokens.Issue("first-token", Owner, TimeSpan.FromSeconds(1));
        Exchange(TokenReason.Expiring);
        var peer = await stage.ConnectAsync();

        var expired = await stage.NextAsync<EventReceived>();
        _time.Advance(Least);
        await stage.Notices.FirstAsync<TokenRefreshed>();
        var renewed = await stage.NextAsync<EventReceived>();
        await Task.Delay(Grace);

        Assert.That((expired.Name, renewed.Name), Is.EqualTo(("sockudo:token_expired", "sockudo:auth_success")));
        Assert.That((peer.IsOpen, stage.Notices.Of<Disconnected>().Count, stage.Server.Gateway.HandshakesSeen), Is.EqualTo((true, 0, 1L)));
    }

    [Test]
    public async Task A_token_that_is_not_renewed_in_time_ends_the_connection_and_the_next_one_has_a_fresh_one()
    {
        await using var stage = await SetAsync();
        stage.Server.Tokens.Issue("first-token", Owner, TimeSpan.FromSeconds(1));
        Exchange(TokenReason.Rejected);
        await stage.ConnectAsync();

        var end = await stage.MeetEndAsync();
        await stage.Connections.NextAsync();

        Assert.That(
            (end.Info.Cause, end.Info.Code, end.Info.Reason, end.Verdict),
            Is.EqualTo((DisconnectCause.Closed, 4009, "capability token expired", ReconnectVerdict.WithFreshToken)));
        Assert.That(stage.Notices.Waits, Is.Empty);
    }

    [Test]
    public async Task A_token_that_was_revoked_stops()
    {
        await using var stage = await SetAsync();
        stage.Server.Tokens.Issue("first-token", Owner);
        await stage.ConnectAsync();

        stage.Server.Tokens.Delete("first-token");
        var error = await stage.NextAsync<ErrorReceived>();
        var reason = await stage.Client.Completion.WaitAsync(Patience.Long);

        Assert.That((error.Code, error.Message), Is.EqualTo((40160, "revoked")));
        Assert.That((reason.Code, reason.Rule.Name, stage.Server.Gateway.HandshakesSeen), Is.EqualTo((4009, "Token Revoked", 1L)));
    }

    [Test]
    public async Task Tokens_of_an_issuer_are_replaced_ahead_of_their_end_on_one_connection()
    {
        await using var stage = await SetAsync(WithIssuer);
        stage.Server.Issuer.AddClient(Owner, RunSecrets.ClientSecret);
        stage.Server.Issuer.AccessTokenLifetime = TimeSpan.FromMinutes(30);
        var peer = await stage.ConnectAsync();

        _time.Advance(TimeSpan.FromMinutes(28));
        var first = await stage.NextAsync<EventReceived>();
        _time.Advance(TimeSpan.FromMinutes(28));
        var second = await stage.NextAsync<EventReceived>();

        Assert.That((first.Name, second.Name), Is.EqualTo(("sockudo:auth_success", "sockudo:auth_success")));
        Assert.That((peer.IsOpen, stage.Server.Issuer.TokensIssued, stage.Server.Gateway.HandshakesSeen), Is.EqualTo((true, 3L, 1L)));
    }

    private async Task<ChannelStage> SetAsync(Func<TokenSocketOptions, TokenSocketOptions>? change = null)
    {
        var stage = await ChannelStage.SetAsync(
            serve: serve => (serve.Pusher.TokenGrace, serve.Pusher.ActivityTimeout) = (Grace, TimeSpan.FromDays(1)),
            change: change,
            services: PartsUnderTest.Services() with { TokenProvider = change is null ? _tokens : null, TimeProvider = _time });
        stage.Server.Tokens.Issue("fresh-token", Owner);
        return stage;
    }

    private static TokenSocketOptions WithIssuer(TokenSocketOptions options) => options with
    {
        OAuth = new OAuthOptions
        {
            TokenUrl = new UriBuilder(options.GatewayUrl!) { Scheme = "http", Path = "/connect/token" }.Uri,
            ClientId = Owner,
            ClientSecret = RunSecrets.ClientSecret,
        },
    };

    /// <summary>A fresh token is given for this reason alone.</summary>
    private void Exchange(TokenReason why) => _tokens.AnswerWith((request, _) =>
        ValueTask.FromResult<AccessToken?>(new AccessToken(request.Why == why ? "fresh-token" : "first-token")));
}
