using System.Net.WebSockets;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Dialects;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>A gateway that acts as Sockudo, over real sockets.</summary>
internal sealed class PusherTests
{
    [Test]
    public async Task Subscribes_and_hears_what_is_published_also_after_a_restart_of_the_server()
    {
        await using LoopbackGateway server = await StartAsync();
        using ClientWebSocket first = await DialAsync(server, "protocol=2");
        await first.SendAsync("""{"event":"sockudo:subscribe","data":{"channel":"news"}}""");
        await first.ReceiveTextAsync();
        await server.Gateway.Channels.PublishAsync("news", "headline", "1");
        string live = await first.ReceiveTextAsync();
        await server.RestartAsync();
        await server.Gateway.Channels.PublishAsync("news", "headline", "2");
        using ClientWebSocket second = await DialAsync(server, "protocol=2");

        await second.SendAsync("""{"event":"sockudo:resume","data":{"channel_positions":{"news":{"serial":1}}}}""");
        string missed = await second.ReceiveTextAsync();

        Assert.That(live, Does.StartWith("""{"event":"headline","channel":"news","data":1,"message_id":"""));
        Assert.That(missed, Does.StartWith("""{"event":"headline","channel":"news","data":2,"message_id":""").And.EndsWith("\"serial\":2}"));
        Assert.That(await second.ReceiveTextAsync(), Does.StartWith("""{"event":"sockudo:resume_success","""));
    }

    [Test]
    public async Task Lets_in_who_has_no_token_and_ends_whose_token_is_deleted()
    {
        await using LoopbackGateway server = await StartAsync();
        server.Tokens.Issue("one");
        using ClientWebSocket without = await DialAsync(server, "protocol=2");
        using ClientWebSocket with = await DialAsync(server, "protocol=2&token=one");

        server.Tokens.Delete("one");

        Assert.That(await with.ReceiveTextAsync(), Is.EqualTo("""{"event":"sockudo:token_expired","data":{"code":40160,"reason":"revoked"}}"""));
        Assert.That(await with.ReceiveCloseAsync(), Is.EqualTo((4009, "capability token revoked")));
        Assert.That(without.State, Is.EqualTo(WebSocketState.Open));
    }

    [Test]
    public async Task Fails_a_connection_by_an_event_and_a_close_without_a_reason()
    {
        await using LoopbackGateway server = await StartAsync();
        using ClientWebSocket client = await DialAsync(server, "protocol=7");

        await server.Gateway.Connections.Single().FailAsync(4100, "Full.");

        Assert.That(await client.ReceiveTextAsync(), Is.EqualTo("""{"event":"pusher:error","data":{"code":4100,"message":"Full."}}"""));
        Assert.That(await client.ReceiveCloseAsync(), Is.EqualTo((4100, "")));
    }

    [TestCase("wrong", 4001)]
    [TestCase("", 4005)]
    public async Task Knows_its_own_key_only(string key, int code)
    {
        await using LoopbackGateway server = await StartAsync();

        using ClientWebSocket client = await Client.DialAsync(new Uri(server.Url, $"/app/{key}?protocol=7"), "");

        Assert.That(await client.ReceiveCloseAsync(), Is.EqualTo((code, "")));
    }

    [Test]
    public async Task Leaves_when_TCP_ends()
    {
        await using LoopbackGateway server = await StartAsync();
        using ClientWebSocket client = await DialAsync(server, "protocol=7");
        await client.SendAsync("""{"event":"pusher:subscribe","data":{"channel":"news"}}""");
        await client.ReceiveTextAsync();

        client.Abort();

        await Eventually.HoldsAsync(() => server.Gateway.Channels.All.Single().Subscriptions == 0);
    }

    private static Task<LoopbackGateway> StartAsync() => LoopbackGateway.StartAsync(options =>
    {
        options.Dialect = KnownDialects.Sockudo;
        options.Session = SessionKind.Pusher;
        options.Pusher.AppKey = "key";
    });

    /// <summary>Dials and reads the greeting.</summary>
    private static async Task<ClientWebSocket> DialAsync(LoopbackGateway server, string query)
    {
        ClientWebSocket client = await Client.DialAsync(new UriBuilder(server.Url) { Query = query }.Uri, "");
        Assert.That(await client.ReceiveTextAsync(), Does.Contain("connection_established"));
        return client;
    }
}
