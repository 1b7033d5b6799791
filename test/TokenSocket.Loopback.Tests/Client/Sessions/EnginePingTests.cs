using TokenSocket.CloseCodes;
using TokenSocket.Gateway;
using TokenSocket.Notices;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>The pings of Engine.IO, which the server sends.</summary>
public sealed class EnginePingTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(600);

    [Test]
    public async Task A_session_with_nothing_to_say_lives_on_pings()
    {
        var (stage, peer) = await RmsStage.JoinedAsync(Often);
        await using var _ = stage;

        // Either side gives up after 0.8 s in which it hears nothing of the other.
        await Task.Delay(TimeSpan.FromSeconds(2));
        await peer.EmitAsync("still there");
        await stage.Events.NextAsync();

        Assert.That((stage.Notices.Of<Disconnected>().Count, stage.Server.Gateway.HandshakesSeen), Is.EqualTo((0, 1L)));
    }

    [Test]
    public async Task A_server_that_stops_pinging_is_left()
    {
        SocketIoGatewayOptions rules = null!;
        var (stage, peer) = await RmsStage.JoinedAsync(serve => Often(rules = serve.SocketIo));
        await using var _ = stage;

        rules.SendPings = false;
        var end = await stage.Notices.FirstAsync<Disconnected>();

        Assert.That(
            (end.Info.Cause, end.Info.Code, end.Info.Reason, end.Verdict),
            Is.EqualTo((DisconnectCause.HeartbeatLost, 1006, "The server sent no ping for 0.8 s.", ReconnectVerdict.AfterBackoff)));
        Assert.That((await peer.Ended.WaitAsync(Contracts.Patience.Long))?.Code, Is.EqualTo(1000));
    }

    [Test]
    public async Task A_server_that_plays_dead_is_left_without_waiting_for_its_goodbye()
    {
        var (stage, peer) = await RmsStage.JoinedAsync(Often, options => options with { CloseTimeout = TimeSpan.FromMilliseconds(100) });
        await using var _ = stage;

        peer.StopAnswering();
        var end = await stage.Notices.FirstAsync<Disconnected>();

        Assert.That((end.Info.Cause, await peer.Ended.WaitAsync(Contracts.Patience.Long)), Is.EqualTo((DisconnectCause.HeartbeatLost, (PeerClose?)null)));
    }

    private static void Often(TokenGatewayOptions serve) => Often(serve.SocketIo);

    private static void Often(SocketIoGatewayOptions rules) => (rules.PingInterval, rules.PingTimeout) = (Interval, Patience);
}
