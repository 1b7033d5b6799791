using TokenSocket.Dialects;
using TokenSocket.Protocols;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Running.Sessions;

/// <summary>What Sockudo's V2 adds: what was missed, and tokens that are renewed on the connection.</summary>
public sealed class RecoveryTests
{
    private const string Subscribe = """{"event":"sockudo:subscribe","data":{"channel":"news"}}""";
    private const string Resume = """{"event":"sockudo:resume","data":{"channel_positions":{"news":{"stream_id":"s","serial":5,"last_message_id":"m5"}}}}""";
    private const string Expired = """{"event":"sockudo:token_expired","data":{"code":40142,"reason":"expired"}}""";

    [Test]
    public async Task Goes_on_after_the_last_message_on_the_next_connection()
    {
        var bench = await ReadingAsync();
        var events = bench.Record();

        bench.Reconnect();
        bench.Gateway.Send("""{"event":"sockudo:resume_success","data":"{\"recovered\":[{\"channel\":\"news\",\"replayed\":2}],\"failed\":[]}"}""");

        Assert.That(bench.Sent(), Is.EqualTo(new[] { Subscribe, Resume }));
        Assert.That(events, Is.EqualTo(new[] { new Recovered("news", 2) }));
    }

    [Test]
    public async Task Tells_once_of_what_is_lost()
    {
        var bench = await ReadingAsync();
        var events = bench.Record();

        bench.Reconnect();
        bench.Gateway.Send("""{"event":"sockudo:resume_failed","channel":"news","data":{"channel":"news","code":"position_expired","reason":"r"}}""");
        bench.Gateway.Send("""{"event":"sockudo:resume_success","data":"{\"recovered\":[],\"failed\":[{\"channel\":\"news\",\"code\":\"position_expired\",\"reason\":\"r\"}]}"}""");

        Assert.That(events, Is.EqualTo(new[] { new RecoveryFailed("news", "position_expired") }));
    }

    [Test]
    public async Task Gives_a_message_that_comes_twice_to_the_program_once()
    {
        var bench = await ReadingAsync();
        var events = bench.Record();

        bench.Reconnect();
        bench.Gateway.Send(Message(5));
        bench.Gateway.Send(Message(6));

        Assert.That(events.OfType<EventReceived>().Select(one => one.Data.GetInt32()), Is.EqualTo(new[] { 6 }));
    }

    [TestCase("wss://gateway.example/app/other", false)]
    [TestCase("wss://gateway.example/app/key?client=mine", true)]
    public async Task Is_forgotten_with_the_server(string address, bool isSame)
    {
        var bench = await ReadingAsync();

        bench.Client.UpdateOptions(bench.Client.Options with { GatewayUrl = new Uri(address) });
        bench.Establish();

        Assert.That(bench.Sent(), Is.EqualTo(isSame ? new[] { Subscribe, Resume } : [Subscribe]));
    }

    [Test]
    public async Task Does_not_ask_at_all_where_the_address_says_version_7()
    {
        var bench = await PusherScene.ConnectedAsync(static o => o with { Dialect = KnownDialects.Sockudo, GatewayUrl = new Uri("wss://gateway.example/app/key?protocol=7") });
        bench.Client.Subscribe("news");
        bench.Gateway.Send(Message(5));

        bench.Reconnect();

        Assert.That(bench.Sent(), Is.EqualTo(new[] { PusherScene.Subscribe }));
    }

    [Test]
    public async Task Presents_a_fresh_token_after_5_seconds_and_once()
    {
        var tokens = new FakeTokens("first-token");
        var bench = await PusherScene.ConnectedAsync(static o => o with { Dialect = KnownDialects.Sockudo, Token = null }, tokens);
        tokens.Give("second-token");
        bench.Gateway.Send(Expired);
        bench.Gateway.Send(Expired);
        bench.Advance(4.999);
        var early = tokens.Requests.Count;

        bench.Advance(0.001);
        bench.Advance(60);

        Assert.That((early, tokens.Requests.Count), Is.EqualTo((1, 2)));
        Assert.That(bench.Sent(), Is.EqualTo(new[] { """{"event":"sockudo:auth","data":{"token":"second-token"}}""" }));
    }

    [Test]
    public async Task Is_not_driven_by_a_server_that_asks_for_tokens_without_end()
    {
        var tokens = new FakeTokens();
        var bench = await PusherScene.ConnectedAsync(static o => o with { Dialect = KnownDialects.Sockudo, Token = null }, tokens);

        for (var second = 0; second < 60; second++)
        {
            bench.Gateway.Send(Expired);
            bench.Advance(1);
        }

        Assert.That(tokens.Requests, Has.Count.EqualTo(13));
        Assert.That(bench.Sent(), Is.Empty);
    }

    private static string Message(int serial) =>
        $$$"""{"event":"headline","channel":"news","data":{{{serial}}},"message_id":"m{{{serial}}}","stream_id":"s","serial":{{{serial}}}}""";

    private static Task<Bench> ReadingAsync()
    {
        var connected = PusherScene.ConnectedAsync(static o => o with { Dialect = KnownDialects.Sockudo });
        var bench = connected.Result;
        bench.Client.Subscribe("news");
        bench.Gateway.Send("""{"event":"sockudo_internal:subscription_succeeded","channel":"news","data":{},"stream_id":"s","serial":4}""");
        bench.Gateway.Send(Message(5));
        return connected;
    }
}
