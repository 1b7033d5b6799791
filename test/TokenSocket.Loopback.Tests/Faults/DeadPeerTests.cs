using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Framing;
using TokenSocket.Loopback.Tests.Client;
using TokenSocket.Notices;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Loopback.Tests.Faults;

/// <summary>A peer that is silent, dead, or just quiet. The heartbeat and the bounds are the platform's, so the clock is the real one.</summary>
[Category("Fault")]
[NonParallelizable]
public sealed class DeadPeerTests
{
    /// <summary>As many as there are in two hours at 30 seconds each.</summary>
    private const int Pings = 240;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan FoundWithin = 1.25 * (Heartbeat + Heartbeat) + TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan StoppedWithin = CloseTimeout + TimeSpan.FromSeconds(1);

    [Test]
    public async Task Row03_A_send_that_hangs_on_a_dead_peer_fails_when_the_heartbeat_finds_out()
    {
        await using var server = new RawServer(Peer.DieAfterUpgradeAsync);
        await using var rig = await ConnectedAsync(server);
        var sends = HangingSends(rig);
        Disconnected end = null!;

        var elapsed = await Peer.MeasureAsync(async () => end = await rig.Notices.FirstAsync<Disconnected>());

        var failed = await FailedAsync(sends);
        Row.Measured(3, $"end announced after {elapsed.TotalMilliseconds:0} ms (at most {FoundWithin.TotalMilliseconds:0}), {failed} pending sends failed");
        Assert.That((end.Info.Cause, failed > 0), Is.EqualTo((DisconnectCause.HeartbeatLost, true)));
        Assert.That(elapsed, Is.LessThan(FoundWithin));
    }

    [Test]
    public async Task Row08_A_stop_returns_in_time_though_the_peer_is_silent([Values] bool isSending, [Values] bool isDispose)
    {
        await using var server = new RawServer(Peer.DieAfterUpgradeAsync);
        await using var rig = await ConnectedAsync(server, TimeSpan.FromMinutes(1));
        var sends = isSending ? HangingSends(rig) : [];

        var elapsed = await Peer.MeasureAsync(() => isDispose ? rig.Client.DisposeAsync().AsTask() : rig.Client.StopAsync());

        Row.Measured(8, $"returned after {elapsed.TotalMilliseconds:0} ms (at most {StoppedWithin.TotalMilliseconds:0}), {await FailedAsync(sends)} pending sends failed");
        Assert.That((rig.Client.CurrentStatus, elapsed < StoppedWithin), Is.EqualTo((ConnectionStatus.Idle, true)));
    }

    [Test]
    public async Task Row08_A_stop_returns_in_time_though_the_handshake_is_never_answered()
    {
        await using var server = new RawServer(Peer.SayNothingAsync);
        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = server.Url(), CloseTimeout = CloseTimeout });
        await rig.Client.StartAsync();
        await Eventually.HoldsAsync(() => server.Connections == 1);

        var elapsed = await Peer.MeasureAsync(() => rig.Client.StopAsync());

        Row.Measured(8, $"returned after {elapsed.TotalMilliseconds:0} ms while connecting (at most {StoppedWithin.TotalMilliseconds:0})");
        Assert.That(elapsed, Is.LessThan(StoppedWithin));
    }

    [Test]
    public async Task Row19_A_half_open_connection_is_found_by_the_heartbeat()
    {
        await using var server = new RawServer(Peer.DieAfterUpgradeAsync);
        await using var rig = await ConnectedAsync(server);
        Disconnected end = null!;

        var elapsed = await Peer.MeasureAsync(async () => end = await rig.Notices.FirstAsync<Disconnected>());

        Row.Measured(19, $"half-open TCP found after {elapsed.TotalMilliseconds:0} ms (at most {FoundWithin.TotalMilliseconds:0})");
        Assert.That((end.Info.Cause, end.Info.Code, end.Verdict), Is.EqualTo((DisconnectCause.HeartbeatLost, 1006, ReconnectVerdict.AfterBackoff)));
        Assert.That(elapsed, Is.LessThan(FoundWithin));
    }

    [Test]
    public async Task Row21_A_quiet_server_that_answers_the_pings_of_two_hours_is_left_alone()
    {
        var pongs = 0;
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await RawServer.UpgradeAsync(stream, default, stopping);
            while (await Peer.ReadFrameAsync(stream, stopping) is (Opcode.Ping, { } payload))
            {
                await stream.WriteAsync(FrameWriter.Frame(Opcode.Pong, payload), stopping);
                Interlocked.Increment(ref pongs);
            }
        });
        await using var rig = await ConnectedAsync(server, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5));

        await Eventually.HoldsAsync(() => pongs >= Pings);

        var ends = rig.Notices.Of<Disconnected>().Count;
        Row.Measured(21, $"{ends} reconnects while {Pings} pings were answered and no message came");
        Assert.That((ends, rig.Client.CurrentStatus), Is.EqualTo((0, ConnectionStatus.Connected)));
    }

    private static async Task<Rig> ConnectedAsync(RawServer server, TimeSpan? keepAliveInterval = null, TimeSpan? keepAliveTimeout = null)
    {
        var rig = new Rig(new TokenSocketOptions
        {
            GatewayUrl = server.Url(),
            CloseTimeout = CloseTimeout,
            KeepAliveInterval = keepAliveInterval ?? Heartbeat,
            KeepAliveTimeout = keepAliveTimeout ?? Heartbeat,
        });
        await rig.Client.ConnectAsync();
        return rig;
    }

    /// <summary>More than the buffers of both ends can take.</summary>
    private static Task[] HangingSends(Rig rig)
    {
        var bytes = new byte[4 * 1024 * 1024];
        return [.. Enumerable.Range(0, 20).Select(_ => rig.Client.SendAsync(bytes))];
    }

    private static async Task<int> FailedAsync(Task[] sends)
    {
        await Task.WhenAll(sends).WaitAsync(Patience.Long).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return sends.Count(send => send.Exception?.InnerException is NotConnectedException);
    }
}
