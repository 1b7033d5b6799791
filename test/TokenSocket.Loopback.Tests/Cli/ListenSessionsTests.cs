using System.Text.Json.Nodes;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Dialects;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Cli;

/// <summary><c>tokensocket listen</c> at gateways that speak a session of their own.</summary>
internal sealed class ListenSessionsTests
{
    private const string Secret = "the-app-secret";

    [Test]
    public async Task Bet_of_lsports_is_a_line_once_the_customer_has_joined()
    {
        var emitted = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LoopbackGateway server = await StartAsync(KnownDialects.LSports, options => options.SocketIo.OnEvent = (_, told, _) =>
        {
            if (told.Name != "join")
                emitted.TrySetResult($"{told.Name} {told.Arguments.Single().GetRawText()}");
            return ValueTask.FromResult<IReadOnlyList<object?>?>(null);
        });
        using Listener listener = Listener.Start(
            server, "--dialect", "lsports", "--header", "customerid: 777", "--emit", "watch", """{"sport":[6046]}""");

        await listener.NextAsync("connected");
        Assert.That(await emitted.Task.WaitAsync(Patience.Long), Is.EqualTo("""watch {"sport":[6046]}"""));
        await server.Gateway.Connections.Single().EmitAsync("RESERVE_BET_ACCEPT", new { betId = 7 }, new byte[3]);
        JsonNode line = await listener.NextEventAsync();

        line.AsObject().Remove("at");
        Assert.That(line.ToJsonString(), Is.EqualTo(
            """{"received":"event","event":"RESERVE_BET_ACCEPT","channel":"/","data":{"betId":7},"arguments":[{"betId":7},{"_placeholder":true,"num":0}],"attachments":[3]}"""));
        Assert.That((await listener.InterruptAsync()).Code, Is.Zero);
    }

    [Test]
    public async Task Account_that_lsports_does_not_know_ends_with_2_and_says_what_to_do()
    {
        await using LoopbackGateway server = await StartAsync(KnownDialects.LSports, static options => options.SocketIo.JudgeCustomer = static _ => 403);
        using Listener listener = Listener.Start(server, "--dialect", "lsports", "--header", "customerid: 777");

        JsonNode stop = await listener.NextAsync("stopped");

        Assert.That((string?)stop["reason"], Does.EndWith("Customer id not found. Verify the customer id."));
        Assert.That((await listener.EndAsync()).Code, Is.EqualTo(2));
    }

    [Test]
    public async Task What_is_published_on_a_channel_is_a_line([Values("pusher", "sockudo")] string dialect)
    {
        await using LoopbackGateway server = await StartAsync(KnownDialects.Find(dialect)!);
        using Listener listener = Listener.Start(server.Url, "--dialect", dialect, "--subscribe", "news");
        await listener.NextAsync("subscribed");

        await server.Gateway.Channels.PublishAsync("news", "headline", """{"text":"hello"}""");
        JsonNode line = await listener.NextEventAsync();

        line.AsObject().Remove("at");
        Assert.That(line.ToJsonString(), Is.EqualTo("""{"received":"event","event":"headline","channel":"news","data":{"text":"hello"}}"""));
        Assert.That((await listener.InterruptAsync()).Code, Is.Zero);
    }

    [Test]
    public async Task Signed_channels_take_the_key_and_the_secret([Values("pusher", "sockudo")] string dialect, [Values("private-bets", "presence-room")] string channel)
    {
        await using LoopbackGateway server = await StartAsync(KnownDialects.Find(dialect)!);
        using Listener listener = Listener.Start(
            new Uri(server.Url, "/"), Environment(Secret), "--dialect", dialect, "--app-key", "key", "--user-id", "u-7", "--subscribe", channel);

        JsonNode line = await listener.NextAsync("subscribed");

        Assert.That((string?)line["channel"], Is.EqualTo(channel));
        PusherChannelInfo joined = server.Gateway.Channels.All.Single(one => one.Name == channel);
        Assert.That((joined.Subscriptions, string.Join(' ', joined.Members.Select(member => member.UserId))), Is.EqualTo((1, channel == "presence-room" ? "u-7" : "")));
        await listener.InterruptAsync();
    }

    [Test]
    public async Task Wrong_secret_is_a_refused_subscription_and_the_connection_stays([Values("pusher", "sockudo")] string dialect)
    {
        await using LoopbackGateway server = await StartAsync(KnownDialects.Find(dialect)!);
        using Listener listener = Listener.Start(
            server.Url, Environment("another-secret"), "--dialect", dialect, "--subscribe", "private-bets", "--subscribe", "news");

        JsonNode line = await listener.NextAsync("subscriptionRefused");
        await server.Gateway.Channels.PublishAsync("news", "headline", "1");

        Assert.That(((string?)line["channel"], (int?)line["status"]), Is.EqualTo(("private-bets", 403)));
        Assert.That((string?)(await listener.NextEventAsync())["channel"], Is.EqualTo("news"));
        await listener.InterruptAsync();
    }

    [Test]
    public async Task What_was_missed_comes_after_a_reconnect()
    {
        await using LoopbackGateway server = await StartAsync(KnownDialects.Sockudo);
        using Listener listener = await FollowAsync(server, "news");
        await server.Gateway.Channels.PublishAsync("news", "headline", "1");
        await listener.NextEventAsync();

        server.Gateway.RefuseHandshakes(503);
        server.Gateway.Connections.Single().Drop();
        await listener.NextAsync("disconnected");
        await server.Gateway.Channels.PublishAsync("news", "headline", "2");
        server.Gateway.AcceptHandshakes();
        JsonNode missed = await listener.NextEventAsync();
        JsonNode line = await listener.NextAsync("recovered");

        Assert.That(((int?)missed["data"], (string?)line["channel"], (int?)line["count"]), Is.EqualTo((2, "news", 1)));
        await listener.InterruptAsync();
    }

    [Test]
    public async Task What_cannot_be_sent_again_is_told_as_lost()
    {
        await using LoopbackGateway server = await StartAsync(KnownDialects.Sockudo);
        using Listener listener = await FollowAsync(server, "news");

        server.Gateway.Channels.ResetStream("news");
        server.Gateway.Connections.Single().Drop();
        JsonNode line = await listener.NextAsync("recoveryFailed");

        Assert.That(((string?)line["channel"], (string?)line["code"]), Is.EqualTo(("news", "stream_reset")));
        await listener.InterruptAsync();
    }

    [Test]
    public async Task Error_that_is_no_end_is_a_line_and_one_that_is_ends_with_2()
    {
        await using LoopbackGateway server = await StartAsync(KnownDialects.Pusher);
        using Listener listener = Listener.Start(server.Url, "--dialect", "pusher");
        await listener.NextAsync("connected");
        GatewayConnection peer = server.Gateway.Connections.Single();

        peer.TellError(4301, "Too fast.");
        JsonNode line = await listener.NextAsync("errorReceived");
        await peer.FailAsync(4003, "The app is off.");
        JsonNode end = await listener.NextAsync("disconnected");

        Assert.That(((int?)line["code"], (string?)line["message"]), Is.EqualTo((4301, "Too fast.")));
        Assert.That(((int?)end["code"], (string?)end["reason"]), Is.EqualTo((4003, "The app is off.")));
        Assert.That((await listener.EndAsync()).Code, Is.EqualTo(2));
    }

    private static async Task<Listener> FollowAsync(LoopbackGateway server, string channel)
    {
        Listener listener = Listener.Start(server.Url, "--dialect", "sockudo", "--subscribe", channel, "--initial-reconnect-interval", "10");
        await listener.NextAsync("subscribed");
        return listener;
    }

    private static Func<string, string?> Environment(string secret) => name => name == "TOKENSOCKET_APP_SECRET" ? secret : null;

    private static Task<LoopbackGateway> StartAsync(CloseDialect dialect, Action<TokenGatewayOptions>? configure = null) => LoopbackGateway.StartAsync(options =>
    {
        options.Dialect = dialect;
        (options.Pusher.AppKey, options.Pusher.AppSecret) = ("key", Secret);
        configure?.Invoke(options);
    });
}
