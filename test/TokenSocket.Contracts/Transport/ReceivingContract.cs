using System.Security.Cryptography;
using System.Text;
using TokenSocket.Framing;
using TokenSocket.Messages;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>Messages arrive whole, in order, and not before they are asked for.</summary>
internal abstract class ReceivingContract(ITransportFactory factory) : TransportContract(factory)
{
    private const int Many = 100;

    [Test]
    public async Task Text_and_bytes_of_every_size_arrive_whole_and_in_order()
    {
        int[] sizes = [0, 1, 125, 126, 65535, 65536, 1_000_000];
        SocketMessage[] sent =
        [
            .. sizes.Select(static size => new SocketMessage(MessageKind.Binary, RandomNumberGenerator.GetBytes(size))),
            .. sizes.Select(static size => new SocketMessage(MessageKind.Text, Encoding.UTF8.GetBytes(new string('ü', size / 2) + new string('x', size % 2)))),
        ];
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        foreach (var message in sent)
        {
            await server.SendAsync(message.Kind == MessageKind.Text ? Opcode.Text : Opcode.Binary, message.Bytes.Span);
        }

        var came = await line.NextAsync(sent.Length);
        Assert.That(came.Select(static one => one.ToString()), Is.EqualTo(sent.Select(static one => one.ToString())));
        Assert.That(came.Zip(sent).Count(static pair => pair.First.Bytes.Span.SequenceEqual(pair.Second.Bytes.Span)), Is.EqualTo(sent.Length));
    }

    [Test]
    public async Task A_message_in_fragments_arrives_as_one_and_the_ping_between_is_answered()
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        // The second and the third frame share a character.
        await server.WriteAsync((byte[])[0x01, 3, .. "one"u8, 0x89, 2, .. "hi"u8, 0x00, 4, .. "two"u8, 0xC3, 0x80, 6, 0xBC, .. "three"u8]);

        Assert.That((await line.NextAsync()).Text, Is.EqualTo("onetwoüthree"));
        var answer = await server.NextAsync();
        Assert.That((answer?.Opcode, Encoding.UTF8.GetString(answer?.Payload ?? [])), Is.EqualTo((Opcode.Pong, "hi")));
    }

    [Test]
    public async Task A_message_may_be_kept()
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        for (var n = 0; n < Many; n++)
        {
            await server.SendAsync(Opcode.Text, Encoding.ASCII.GetBytes($"{n}"));
        }

        var kept = await line.NextAsync(Many);
        Assert.That(kept.Select(static one => one.Text), Is.EqualTo(Enumerable.Range(0, Many).Select(static n => $"{n}")));
    }

    [Test]
    public async Task What_the_receiver_throws_comes_out_of_the_run([Values] bool isLater)
    {
        await using var server = new UpgradedServer(FrameWriter.Frame(Opcode.Text, "hello"u8));
        await using var transport = Factory.Create(new TransportRequest { Address = server.Url });
        await transport.OpenAsync(CancellationToken.None);

        var run = transport.RunAsync(_ => isLater ? FailAsync() : throw new NotSupportedException()).AsTask().WaitAsync(Patience.Long);

        Assert.That(() => run, Throws.InstanceOf<NotSupportedException>());

        static async ValueTask FailAsync()
        {
            await Task.Yield();
            throw new NotSupportedException();
        }
    }

    [Test]
    public async Task What_comes_in_the_packet_of_the_upgrade_waits_for_the_run()
    {
        byte[] first = [.. Enumerable.Range(0, Many).SelectMany(static n => FrameWriter.Frame(Opcode.Text, Encoding.ASCII.GetBytes($"{n}")))];
        await using var server = new UpgradedServer(first);
        await using var line = new Line(Factory.Create(new TransportRequest { Address = server.Url }));
        await line.OpenAsync();

        line.Run();

        Assert.That((await line.NextAsync(Many)).Select(static one => one.Text), Is.EqualTo(Enumerable.Range(0, Many).Select(static n => $"{n}")));
    }
}
