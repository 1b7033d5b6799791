using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>A server of channels that says nothing any more, with the client's clock in the hands of the test.</summary>
public sealed class ChannelSilenceTests
{
    private static readonly TimeSpan ActivityTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PongTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly VirtualTime _time = new();

    [Test]
    public async Task A_server_that_plays_dead_is_asked_and_then_left()
    {
        await using var stage = await SetAsync();
        var peer = await stage.ConnectAsync();
        peer.StopAnswering();

        _time.Advance(ActivityTimeout + PongTimeout - TimeSpan.FromMilliseconds(1));
        var isOpen = peer.IsOpen;
        _time.Advance(TimeSpan.FromMilliseconds(1) + CloseTimeout);
        var end = await stage.MeetEndAsync();

        Assert.That((isOpen, end.Info.Cause, end.Info.Code, end.Verdict), Is.EqualTo((true, DisconnectCause.HeartbeatLost, 1006, ReconnectVerdict.AfterBackoff)));
        Assert.That(end.Info.Reason, Is.EqualTo("The server sent nothing for 2 seconds, and then no answer to a ping for 30 seconds."));
    }

    [Test]
    public async Task A_server_that_answers_the_ping_is_kept()
    {
        await using var stage = await SetAsync();
        var peer = await stage.ConnectAsync();

        for (var silence = 0; silence < 3; silence++)
        {
            _time.Advance(ActivityTimeout);

            // The pong has come by the time that this has.
            stage.Client.Subscribe($"news-{silence}");
            await stage.SubscribedAsync($"news-{silence}");
        }

        Assert.That((peer.IsOpen, stage.Notices.Of<Disconnected>().Count), Is.EqualTo((true, 0)));
    }

    private Task<ChannelStage> SetAsync() => ChannelStage.SetAsync(
        serve: serve => serve.Pusher.ActivityTimeout = ActivityTimeout,
        services: PartsUnderTest.Services() with { TimeProvider = _time });
}
