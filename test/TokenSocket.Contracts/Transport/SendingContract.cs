using System.Security.Cryptography;
using TokenSocket.Framing;
using TokenSocket.Messages;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>What is sent arrives as it was given, in order; what cannot be sent throws.</summary>
internal abstract class SendingContract(ITransportFactory factory) : TransportContract(factory)
{
    private const int Many = 2000;

    [Test]
    public async Task Text_and_bytes_of_every_size_arrive_whole([Values] MessageKind kind, [Values(0, 1, 125, 126, 65535, 65536, 1_000_000)] int size)
    {
        var payload = RandomNumberGenerator.GetHexString(size).Select(static letter => (byte)letter).ToArray();
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        await line.Transport.SendAsync(kind, payload);

        var frame = await server.NextAsync();
        Assert.That((frame?.Opcode, frame?.Payload.AsSpan().SequenceEqual(payload)), Is.EqualTo((OpcodeOf(kind), true)));
    }

    [Test]
    public async Task Text_and_bytes_do_not_overtake_each_other()
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        for (var n = 0; n < Many; n++)
        {
            await line.Transport.SendAsync(KindOf(n), BitConverter.GetBytes(n));
        }

        for (var n = 0; n < Many; n++)
        {
            var frame = await server.NextAsync();
            Assert.That((frame?.Opcode, BitConverter.ToInt32(frame?.Payload ?? [])), Is.EqualTo((OpcodeOf(KindOf(n)), n)));
        }
    }

    [Test]
    public async Task A_payload_is_the_callers_again_once_the_send_has_completed()
    {
        var payload = new byte[8 * 1024];
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        for (var n = 0; n < Many; n++)
        {
            payload.AsSpan().Fill((byte)n);
            await line.Transport.SendAsync(MessageKind.Binary, payload);
        }

        for (var n = 0; n < Many; n++)
        {
            var frame = await server.NextAsync();
            Assert.That(frame?.Payload.All(one => one == (byte)n), Is.True);
        }
    }

    [Test]
    public async Task A_send_after_the_end_throws()
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);
        await server.CloseAsync(4000);
        await line.EndAsync();

        Assert.That(async () => await line.Transport.SendAsync(MessageKind.Text, "too late"u8.ToArray()), Throws.Exception);
    }

    [Test]
    public async Task A_send_that_hangs_on_a_peer_that_reads_nothing_fails_after_an_abort()
    {
        await using var server = new RawServer(Peer.DieAfterUpgradeAsync);
        await using var line = await RunAsync(server.Url());
        var sending = line.HangingSend();

        line.Transport.Abort();

        Assert.That(await Line.FailsAsync(sending), Is.True);
    }

    private static MessageKind KindOf(int n) => n % 2 == 0 ? MessageKind.Text : MessageKind.Binary;

    private static Opcode OpcodeOf(MessageKind kind) => kind == MessageKind.Text ? Opcode.Text : Opcode.Binary;
}
