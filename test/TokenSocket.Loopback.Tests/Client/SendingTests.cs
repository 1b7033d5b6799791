using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Gateway;
using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Loopback.Tests.Client;

public sealed class SendingTests
{
    private const int Threads = 8;
    private const int MessagesPerThread = 1000;

    [Test]
    public async Task Nothing_overtakes_across_text_and_binary_from_eight_threads()
    {
        var received = new BlockingCollection<string>();
        await using var server = await LoopbackGateway.StartAsync(options => options.OnMessage = (_, message, ended) =>
        {
            received.Add(message.Text, ended);
            return ValueTask.CompletedTask;
        });
        var (rig, _) = await Rig.ConnectedAsync(server);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() => SendAllAsync(rig.Client, thread))));
        var last = new int[Threads];
        var inversions = 0;
        for (var n = 0; n < Threads * MessagesPerThread; n++)
        {
            Assert.That(received.TryTake(out var message, TimeSpan.FromSeconds(10)), Is.True);
            var parts = message!.Split(' ').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            var (thread, number) = (parts[0], parts[1]);
            inversions += number == last[thread] + 1 ? 0 : 1;
            last[thread] = number;
        }

        Assert.That(inversions, Is.Zero);
        await rig.DisposeAsync();
    }

    [Test]
    public async Task A_send_that_hangs_on_a_dead_peer_fails_when_the_heartbeat_finds_out()
    {
        await using var server = await LoopbackGateway.StartAsync();
        var (rig, peer) = await Rig.ConnectedAsync(server, options => options with
        {
            KeepAliveInterval = TimeSpan.FromMilliseconds(400),
            KeepAliveTimeout = TimeSpan.FromMilliseconds(400),
        });

        peer.StopAnswering();
        var sends = Enumerable.Range(0, 20).Select(_ => rig.Client.SendAsync(new byte[4 * 1024 * 1024])).ToArray();
        var end = await rig.Notices.FirstAsync<Disconnected>();

        Assert.That(end.Info.Cause, Is.EqualTo(DisconnectCause.HeartbeatLost));
        Assert.That(async () => await sends[^1].WaitAsync(TimeSpan.FromSeconds(10)), Throws.TypeOf<NotConnectedException>());
        await rig.DisposeAsync();
    }

    [Test]
    public async Task A_stop_says_goodbye_with_1000()
    {
        await using var server = await LoopbackGateway.StartAsync();
        var (rig, peer) = await Rig.ConnectedAsync(server);

        await rig.Client.StopAsync();
        var goodbye = await peer.Ended.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(goodbye?.Code, Is.EqualTo(1000));
        await rig.DisposeAsync();
    }

    [Test]
    public async Task A_stop_returns_though_the_peer_is_silent_and_a_send_hangs()
    {
        await using var server = await LoopbackGateway.StartAsync();
        var (rig, peer) = await Rig.ConnectedAsync(server, options => options with { CloseTimeout = TimeSpan.FromMilliseconds(300) });
        peer.StopAnswering();
        var sends = Enumerable.Range(0, 20).Select(_ => rig.Client.SendAsync(new byte[4 * 1024 * 1024])).ToArray();

        await rig.Client.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(rig.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Idle));
        Assert.That(async () => await sends[^1].WaitAsync(TimeSpan.FromSeconds(10)), Throws.TypeOf<NotConnectedException>());
        await rig.DisposeAsync();
    }

    [Test]
    public async Task A_program_that_falls_behind_for_good_is_told_so()
    {
        await using var server = await LoopbackGateway.StartAsync();
        var (rig, peer) = await Rig.ConnectedAsync(server, options => options with
        {
            KeepAliveInterval = TimeSpan.FromMilliseconds(300),
            KeepAliveTimeout = TimeSpan.FromMilliseconds(300),
            ReceiveQueue = new ReceiveQueueOptions { MaxMessages = 4 },
        });
        using var stuck = new ManualResetEventSlim();
        rig.Client.Messages.Subscribe(_ => stuck.Wait());

        for (var n = 0; n < 100; n++)
        {
            await peer.SendAsync(new byte[64 * 1024]);
        }

        var end = await rig.Notices.FirstAsync<Disconnected>();

        Assert.That((end.Info.Cause, end.Verdict), Is.EqualTo((DisconnectCause.SlowConsumer, ReconnectVerdict.AfterBackoff)));
        stuck.Set();
        await rig.DisposeAsync();
    }

    private static async Task SendAllAsync(TokenSocketClient client, int thread)
    {
        for (var n = 1; n <= MessagesPerThread; n++)
        {
            var text = $"{thread} {n}";
            await (n % 2 == 0 ? client.SendAsync(text) : client.SendAsync(Encoding.UTF8.GetBytes(text)));
        }
    }
}
