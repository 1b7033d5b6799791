using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Gateway;
using TokenSocket.Loopback.Tests.Client;
using TokenSocket.Messages;
using TokenSocket.Notices;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Loopback.Tests.Faults;

/// <summary>A program that is behind with its messages, over the default transport, which cannot suspend its heartbeat.</summary>
[Category("Fault")]
public sealed class BehindTests : GatewayFixture
{
    private const int Pieces = 100;
    private const int PieceSize = 64 * 1024;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(500);

    [Test]
    public async Task Row10_A_slow_subscriber_that_catches_up_is_called_once_at_a_time_and_causes_no_reconnect()
    {
        var (rig, peer) = await ConnectedAsync(keepAliveTimeout: TimeSpan.FromSeconds(8));
        var (inside, most, count) = (0, 0, 0);
        rig.Client.Messages.Subscribe(_ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Thread.Sleep(10);
            Interlocked.Decrement(ref inside);
            count++;
        });

        await SendAllAsync(peer);
        await Eventually.HoldsAsync(() => count == Pieces);

        var ends = rig.Notices.Of<Disconnected>().Count;
        Row.Measured(10, $"{count} messages over at least {Pieces * 10} ms with a heartbeat of {Heartbeat.TotalMilliseconds} ms, at most {most} call at once, {ends} ends");
        Assert.That((most, ends), Is.EqualTo((1, 0)));
        await rig.DisposeAsync();
    }

    [Test]
    public async Task Row10_A_program_that_is_behind_for_good_is_told_so_once([Values] bool isReader)
    {
        var (rig, peer) = await ConnectedAsync(keepAliveTimeout: TimeSpan.FromSeconds(2));
        using var stuck = new ManualResetEventSlim();
        await using var reader = rig.Client.ReadAllAsync().GetAsyncEnumerator();
        var reading = isReader ? reader.MoveNextAsync() : default;
        if (!isReader)
        {
            rig.Client.Messages.Subscribe(_ => stuck.Wait());
        }

        await SendAllAsync(peer);
        await rig.Notices.FirstAsync<RetryScheduled>();

        stuck.Set();
        _ = await reading;
        await rig.DisposeAsync();
        var ends = rig.Notices.Of<Disconnected>();
        Row.Measured(10, $"{ends.Count} end, {ends[0].Info.Cause}");
        Assert.That(ends.Select(end => (end.Info.Cause, end.Info.Code, end.Verdict)), Is.EqualTo(new[] { (DisconnectCause.SlowConsumer, 1006, ReconnectVerdict.AfterBackoff) }));
    }

    private Task<(Rig Rig, GatewayConnection Peer)> ConnectedAsync(TimeSpan keepAliveTimeout) => Rig.ConnectedAsync(Server, options => options with
    {
        KeepAliveInterval = Heartbeat,
        KeepAliveTimeout = keepAliveTimeout,
        ReceiveQueue = new ReceiveQueueOptions { MaxMessages = 4 },
    });

    private static async Task SendAllAsync(GatewayConnection peer)
    {
        for (var n = 0; n < Pieces; n++)
        {
            await peer.SendAsync(new byte[PieceSize]);
        }
    }
}
