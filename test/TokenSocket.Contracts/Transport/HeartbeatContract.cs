using TokenSocket.CloseCodes;
using TokenSocket.Framing;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>A peer that no longer answers pings is found out; one that does may be as quiet as it likes.</summary>
[NonParallelizable]
internal abstract class HeartbeatContract(ITransportFactory factory) : TransportContract(factory)
{
    private const int Pings = 50;

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Test]
    public async Task A_peer_that_answers_no_pings_is_a_lost_heartbeat()
    {
        await using var server = new RawServer(Peer.DieAfterUpgradeAsync);
        await using var line = await RunAsync(new TransportRequest { Address = server.Url(), KeepAliveInterval = Short, KeepAliveTimeout = Short });

        var end = await line.EndAsync();

        Assert.That((end.Cause, end.Code), Is.EqualTo((DisconnectCause.HeartbeatLost, CloseCode.AbnormalClosure)));
    }

    [Test]
    public async Task A_send_that_hangs_on_such_a_peer_fails()
    {
        await using var server = new RawServer(Peer.DieAfterUpgradeAsync);
        await using var line = await RunAsync(new TransportRequest { Address = server.Url(), KeepAliveInterval = Short, KeepAliveTimeout = Short });

        var sending = line.HangingSend();

        Assert.That((await Line.FailsAsync(sending), (await line.EndAsync()).Cause), Is.EqualTo((true, DisconnectCause.HeartbeatLost)));
    }

    [Test]
    public async Task A_heartbeat_that_is_lost_while_a_message_is_being_taken_is_told_after_it()
    {
        using var isDropped = new ManualResetEventSlim();
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await RawServer.UpgradeAsync(stream, FrameWriter.Frame(Opcode.Text, "last words"u8), stopping);
            await Peer.ReadGoodbyeAsync(stream, stopping);
            isDropped.Set();
        });
        await using var line = await RunAsync(
            new TransportRequest { Address = server.Url(), KeepAliveInterval = Short, KeepAliveTimeout = Short },
            _ =>
            {
                isDropped.Wait(Patience.Long);
                return ValueTask.CompletedTask;
            });

        var end = await line.EndAsync();

        Assert.That((end.Cause, end.Code), Is.EqualTo((DisconnectCause.HeartbeatLost, CloseCode.AbnormalClosure)));
    }

    [Test]
    public async Task A_quiet_peer_that_answers_50_pings_is_left_alone()
    {
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await RawServer.UpgradeAsync(stream, default, stopping);
            for (var n = 0; n < Pings && await Peer.ReadFrameAsync(stream, stopping) is (Opcode.Ping, { } payload); n++)
            {
                await stream.WriteAsync(FrameWriter.Frame(Opcode.Pong, payload), stopping);
            }

            await stream.WriteAsync(FrameWriter.Frame(Opcode.Text, "still here"u8), stopping);
            await Peer.SayNothingAsync(stream, stopping);
        });
        await using var line = await RunAsync(new TransportRequest { Address = server.Url(), KeepAliveInterval = Short / 20, KeepAliveTimeout = Patience.Long });

        Assert.That((await line.NextAsync()).Text, Is.EqualTo("still here"));
    }
}
