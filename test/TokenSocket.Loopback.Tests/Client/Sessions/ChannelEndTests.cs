using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Dialects;
using TokenSocket.Gateway;
using TokenSocket.Notices;
using TokenSocket.Protocols;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>How a server of channels ends a connection: by an event that says why and a close that says only the code, or by silence.</summary>
public sealed class ChannelEndTests
{
    [Test]
    public async Task An_error_and_the_empty_close_after_it_are_one_end(
        [Values("pusher", "sockudo")] string dialect, [Values(4001, 4009, 4100, 4200)] int code)
    {
        await using var stage = await ChannelStage.SetAsync(dialect);
        var peer = await stage.ConnectAsync();

        await peer.FailAsync(code, "The event's own words.");
        var end = await stage.MeetEndAsync();

        Assert.That(
            (end.Info.Cause, end.Info.Code, end.Info.Reason, end.Verdict),
            Is.EqualTo((DisconnectCause.Closed, code, "The event's own words.", code switch { 4100 => AfterBackoff, 4200 => Immediately, _ => Never })));
    }

    [Test]
    public async Task Words_in_an_error_choose_the_row()
    {
        await using var stage = await ChannelStage.SetAsync();
        var peer = await stage.ConnectAsync();

        await peer.FailAsync(4009, "You got disconnected by the app.");
        var reason = await stage.Client.Completion.WaitAsync(Patience.Long);

        Assert.That(reason.Rule.Name, Is.EqualTo("Disconnected By The App"));
    }

    [Test]
    public async Task A_server_over_capacity_is_given_a_second()
    {
        await using var stage = await ChannelStage.SetAsync();
        var peer = await stage.ConnectAsync();

        await peer.FailAsync(4100, "Over capacity.");
        var retry = await stage.Notices.FirstAsync<RetryScheduled>();

        Assert.That(retry.Delay, Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task A_server_that_asks_for_a_reconnect_gets_it_at_once_and_then_by_waits()
    {
        await using var stage = await ChannelStage.SetAsync();

        await (await stage.ConnectAsync()).FailAsync(4200, "Reconnect.");
        await (await stage.Connections.NextAsync()).FailAsync(4200, "Reconnect.");
        await stage.Connections.NextAsync();

        Assert.That(stage.Notices.Of<Disconnected>().Select(end => end.Verdict), Is.EqualTo(new[] { Immediately, AfterBackoff }));
        Assert.That(stage.Notices.Waits, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_error_of_the_last_hundred_is_news_and_no_end()
    {
        await using var stage = await ChannelStage.SetAsync();
        var peer = await stage.ConnectAsync();

        peer.TellError(4301, "Slow down.");
        var error = await stage.NextAsync<ErrorReceived>();
        stage.Client.Subscribe("news");
        await stage.SubscribedAsync("news");

        Assert.That(error, Is.EqualTo(new ErrorReceived(4301, "Slow down.", null)));
        Assert.That((peer.IsOpen, stage.Server.Gateway.HandshakesSeen), Is.EqualTo((true, 1L)));
    }

    [TestCase("another-key", 4001, "There is no application with this key.")]
    [TestCase("", 4005, "The path names no application key.")]
    public async Task A_refusal_before_the_session_is_up_stops(string key, int code, string words)
    {
        await using var stage = await ChannelStage.SetAsync(change: options => options with { GatewayUrl = new Uri(options.GatewayUrl!, $"/app/{key}") });

        await stage.Client.StartAsync();
        var reason = await stage.Client.Completion.WaitAsync(Patience.Long);

        Assert.That((reason.Code, reason.Info!.Reason, stage.Notices.Of<Connected>().Count), Is.EqualTo((code, words, 0)));
    }

    [Test]
    public async Task A_protocol_version_that_the_server_does_not_speak_stops()
    {
        await using var stage = await ChannelStage.SetAsync(change: options => options with { GatewayUrl = new Uri(options.GatewayUrl!, "?protocol=9") });

        await stage.Client.StartAsync();
        var reason = await stage.Client.Completion.WaitAsync(Patience.Long);

        Assert.That((reason.Code, reason.Info!.Reason), Is.EqualTo((4007, "The protocol version is not supported.")));
    }

    [Test]
    public async Task The_query_says_who_speaks_what()
    {
        var requests = new Seen<string>();
        await using var server = new RawServer(async (stream, stopping) => requests.Add(await RawServer.ReadRequestAsync(stream, stopping)));
        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = server.Url(), Dialect = KnownDialects.Pusher });

        await rig.Client.StartAsync();

        Assert.That((await requests.NextAsync()).Split("\r\n")[0], Does.Match(@"^GET /gateway\?protocol=7&client=TokenSocket&version=\d+\.\d+\.\d+\S* HTTP/1\.1$"));
    }

    [Test]
    public async Task A_connection_with_nothing_to_say_lives_on_pings()
    {
        await using var stage = await ChannelStage.SetAsync(serve: serve => serve.Pusher.ActivityTimeout = TimeSpan.FromSeconds(1));
        var peer = await stage.ConnectAsync();

        // Three times as long as either side bears without a word.
        await Task.Delay(TimeSpan.FromSeconds(3));

        Assert.That((peer.IsOpen, stage.Notices.Of<Disconnected>().Count, stage.Events.Count), Is.EqualTo((true, 0, 0)));
    }
}
