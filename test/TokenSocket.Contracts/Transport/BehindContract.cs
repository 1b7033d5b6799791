using System.Buffers.Binary;
using TokenSocket.CloseCodes;
using TokenSocket.Framing;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>A program that is behind with its messages holds up the server, and learns that an end in that time is its own doing.</summary>
[NonParallelizable]
internal abstract class BehindContract(ITransportFactory factory) : TransportContract(factory)
{
    private const int Count = 1000;
    private const int Size = 64 * 1024;

    private static readonly TimeSpan Standstill = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(200);

    [Test]
    public async Task Nothing_is_read_while_a_message_is_not_taken_and_then_all_come_in_order_one_at_a_time()
    {
        var (sent, inside, most) = (0, 0, 0);
        var taken = new List<int>();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await RawServer.UpgradeAsync(stream, default, stopping);
            for (; sent < Count; sent++)
            {
                var payload = new byte[Size];
                BinaryPrimitives.WriteInt32BigEndian(payload, sent);
                await stream.WriteAsync(FrameWriter.Frame(Opcode.Binary, payload), stopping);
            }

            await Peer.SayNothingAsync(stream, stopping);
        });
        await using var line = await RunAsync(server.Url(), async message =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            taken.Add(BinaryPrimitives.ReadInt32BigEndian(message.Bytes.Span));
            await release.Task;
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            if (taken.Count == Count)
            {
                all.TrySetResult();
            }
        });

        await StandstillAsync(() => Volatile.Read(ref sent));
        var whileBehind = (Taken: taken.Count, IsHeldUp: sent < Count);
        release.SetResult();
        await all.Task.WaitAsync(Patience.Long);

        Assert.That(whileBehind, Is.EqualTo((1, true)));
        Assert.That((taken, most), Is.EqualTo((Enumerable.Range(0, Count), 1)));
    }

    [Test]
    public async Task A_message_that_comes_after_our_close_may_be_taken_late()
    {
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url, _ =>
        {
            called.SetResult();
            return new ValueTask(release.Task);
        });
        await line.Transport.CloseAsync(CloseCode.NormalClosure);
        await server.NextAsync();
        await server.SendAsync(Opcode.Text, "one more thing"u8);
        await called.Task.WaitAsync(Patience.Long);

        await server.CloseAsync(4000, "done");
        release.SetResult();

        Assert.That(await line.EndAsync(), Is.EqualTo(new DisconnectInfo(DisconnectCause.Closed, 4000, "done")));
    }

    [Test]
    public async Task A_drop_of_our_own_in_that_time_is_a_slow_consumer()
    {
        await using var server = new UpgradedServer(FrameWriter.Frame(Opcode.Text, "one too many"u8));
        await using var line = await BehindAsync(new TransportRequest { Address = server.Url });

        line.Transport.Abort();

        Assert.That(await line.EndAsync(), Is.EqualTo(new DisconnectInfo(DisconnectCause.SlowConsumer, CloseCode.AbnormalClosure)));
    }

    [Test]
    public async Task A_peer_that_dies_in_that_time_is_a_slow_consumer()
    {
        await using var server = new RawServer(static async (stream, stopping) =>
        {
            await RawServer.UpgradeAsync(stream, FrameWriter.Frame(Opcode.Text, "one too many"u8), stopping);
            await Peer.SayNothingAsync(stream, stopping);
        });
        await using var line = await BehindAsync(new TransportRequest { Address = server.Url(), KeepAliveInterval = Heartbeat, KeepAliveTimeout = Heartbeat });

        Assert.That(await line.EndAsync(), Is.EqualTo(new DisconnectInfo(DisconnectCause.SlowConsumer, CloseCode.AbnormalClosure)));
    }

    /// <summary>A connection whose first message is never taken.</summary>
    private async Task<Line> BehindAsync(TransportRequest request)
    {
        var called = new TaskCompletionSource();
        var line = await RunAsync(request, _ =>
        {
            called.SetResult();
            return new ValueTask(new TaskCompletionSource().Task);
        });
        await called.Task.WaitAsync(Patience.Long);
        return line;
    }

    /// <summary>Returns when the number no longer changes, or is the last one.</summary>
    private static async Task StandstillAsync(Func<int> number)
    {
        for (var before = -1; number() < Count && before != number();)
        {
            before = number();
            await Task.Delay(Standstill);
        }
    }
}
