using TokenSocket.CloseCodes;
using TokenSocket.Framing;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>A message may be as large as the request says, and not a byte larger, whatever the server announces.</summary>
[NonParallelizable]
internal abstract class SizeLimitContract(ITransportFactory factory) : TransportContract(factory)
{
    private const int Small = 20_000;
    private const int Large = 1024 * 1024;
    private const int MostAllocated = 16 * Large;

    private static readonly DisconnectInfo TooBig = new(DisconnectCause.TooBig, CloseCode.AbnormalClosure);

    [Test]
    public async Task A_message_of_the_largest_size_arrives([Values] bool isFragmented)
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(new TransportRequest { Address = server.Url, MaxMessageSize = Small });

        await server.WriteAsync(Message(Small, isFragmented));

        Assert.That((await line.NextAsync()).Bytes.Length, Is.EqualTo(Small));
    }

    [Test]
    public async Task A_message_of_one_byte_more_ends_the_connection_with_1009([Values] bool isFragmented)
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(new TransportRequest { Address = server.Url, MaxMessageSize = Small });

        await server.WriteAsync(Message(Small + 1, isFragmented));
        var end = await line.EndAsync();
        await line.DisposeAsync();

        Assert.That((end, line.Left), Is.EqualTo((TooBig, 0)));
        Assert.That(await server.GoodbyesAsync(), Is.EqualTo(new[] { CloseCode.MessageTooBig }));
    }

    [TestCaseSource(typeof(EndlessMessage), nameof(EndlessMessage.All))]
    public async Task A_message_without_end_is_closed_with_1009_and_memory_stays_bounded(string beginning, string again)
    {
        var message = new EndlessMessage(beginning, again);
        await using var server = new RawServer(message.ServeAsync);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await using var line = await RunAsync(new TransportRequest { Address = server.Url(), MaxMessageSize = Large });
        var end = await line.EndAsync();
        await line.DisposeAsync();

        Assert.That((end, await message.GoodbyeAsync()), Is.EqualTo((TooBig, CloseCode.MessageTooBig)));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(MostAllocated));
    }

    /// <summary>A binary message, as one frame or as two.</summary>
    private static byte[] Message(int size, bool isFragmented)
    {
        if (!isFragmented)
        {
            return FrameWriter.Frame(Opcode.Binary, new byte[size]);
        }

        byte[] frames = [.. FrameWriter.Frame(Opcode.Binary, new byte[1]), .. FrameWriter.Frame(Opcode.Continuation, new byte[size - 1])];

        // The first is not the last.
        frames[0] = (byte)Opcode.Binary;
        return frames;
    }
}
