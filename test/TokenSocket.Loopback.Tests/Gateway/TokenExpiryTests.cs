using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Dialects;
using TokenSocket.Gateway;
using TokenSocket.Testing;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>Tokens that end while their connection is up, and after it.</summary>
internal sealed class TokenExpiryTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private VirtualTime _time = null!;

    [SetUp]
    public void Start() => _time = new VirtualTime();

    [TestCase("tokensocket", "token: secret", "", 4002, "The API token is invalid.")]
    [TestCase("wiresocket", Client.Offered + ": access_token, secret", "", 4002, "The token is invalid or has expired.")]
    [TestCase("lsports", "Authorization: Bearer secret", "", 4401, "Authentication failed after upgrade.")]
    [TestCase("nakama", "", "?token=secret", 1008, "The token has expired.")]
    public async Task Connection_is_closed_with_the_words_of_the_dialect(string dialect, string header, string query, int code, string reason)
    {
        await using WebApplication app = await ActAsync(options =>
        {
            options.Dialect = KnownDialects.Find(dialect)!;
            options.Session = SessionKind.Plain;
        });
        using ClientWebSocket client = await DialAsync(app, header, query);

        _time.Advance(Lifetime);

        Assert.That(await client.ReceiveCloseAsync(), Is.EqualTo((code, reason)));
    }

    [Test]
    public async Task Connection_stays_up_before_the_end()
    {
        await using WebApplication app = await ActAsync();
        using ClientWebSocket client = await DialAsync(app);

        _time.Advance(Lifetime - TimeSpan.FromTicks(1));

        Assert.That(GatewayOf(app).Connections.Single().IsOpen, Is.True);
    }

    [Test]
    public async Task Connection_outlives_its_token_where_the_options_say_so()
    {
        await using WebApplication app = await ActAsync(options => options.CloseWhenTokenExpires = false);
        using ClientWebSocket client = await DialAsync(app);

        _time.Advance(Lifetime);

        Assert.That(GatewayOf(app).Connections.Single().IsOpen, Is.True);
        using ClientWebSocket next = await DialAsync(app);
        Assert.That((await next.ReceiveCloseAsync()).Code, Is.EqualTo(4002));
    }

    [Test]
    public async Task Connection_that_ended_before_leaves_no_timer()
    {
        await using WebApplication app = await ActAsync();
        int timers = _time.Timers;
        using ClientWebSocket client = await DialAsync(app);

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).WaitAsync(Patience.Long);

        // The gateway's own last look at a connection is a timer too, and is over within a second.
        await Eventually.HoldsAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return _time.Timers == timers;
        });
    }

    [Test]
    public async Task Handshakes_are_counted_that_were_turned_away_for_their_token()
    {
        await using WebApplication app = await ActAsync();
        TokenGateway gateway = GatewayOf(app);
        using ClientWebSocket admitted = await DialAsync(app);
        Assert.That((gateway.HandshakesSeen, gateway.TokensRejected), Is.EqualTo((1, 0)));

        foreach (string header in new[] { "", "token: another", "token: secret" })
            (await DialAsync(app, header)).Dispose();
        gateway.CloseHandshakes(4002);
        (await DialAsync(app)).Dispose();

        Assert.That((gateway.HandshakesSeen, gateway.TokensRejected), Is.EqualTo((5, 3)));
    }

    [Test]
    public async Task Token_ends_by_the_clock_of_the_machine()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync();
        server.Tokens.Issue("secret", lifetime: TimeSpan.FromSeconds(1));
        using ClientWebSocket client = await Client.ConnectAsync(server.Url, "secret");

        Assert.That((await client.ReceiveCloseAsync()).Code, Is.EqualTo(4002));
    }

    private static TokenGateway GatewayOf(WebApplication app) => app.Services.GetRequiredService<TokenGateway>();

    private static Task<ClientWebSocket> DialAsync(WebApplication app, string header = "token: secret", string query = "") =>
        Client.DialAsync(new Uri(app.UrlOf("ws", "/live") + query), header);

    private async Task<WebApplication> ActAsync(Action<TokenGatewayOptions>? configure = null)
    {
        WebApplication app = await Hosted.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(_time).AddTokenGateway(configure),
            app => app.MapTokenGateway("/live"));
        ((InMemoryTokenRegistry)GatewayOf(app).Tokens).Issue("secret", lifetime: Lifetime);
        return app;
    }
}
