using TokenSocket.CloseCodes;
using TokenSocket.Framing;
using TokenSocket.Messages;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>A transport that is disposed leaves nothing behind, however its connection went.</summary>
[NonParallelizable]
internal abstract class LeftoversContract(ITransportFactory factory) : TransportContract(factory)
{
    private const int Times = 200;
    private const int DropMe = 4000;

    /// <summary>The runtime keeps some timers of a closed connection for a second.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Two_hundred_transports_leave_no_handle_thread_timer_or_memory_behind()
    {
        await using var server = new RawServer(EchoAsync);
        await using var refusing = new RawServer(Peer.Answer("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
        await CycleAsync(server.Url(), refusing.Url());
        await Task.Delay(Settling);
        var before = Footprint.Take();

        await CycleAsync(server.Url(), refusing.Url());

        var after = await before.ReturnAsync(Long);
        Assert.That(before.IsAtMost(after), Is.True, $"before {before}; after {after}");
    }

    [Test]
    public async Task Two_hundred_transports_leave_no_exception_that_nobody_saw()
    {
        using var unhandled = new Unhandled();
        await using var server = new RawServer(EchoAsync);
        await using var refusing = new RawServer(Peer.Answer(""));

        await CycleAsync(server.Url(), refusing.Url());

        Assert.That(unhandled.Count, Is.Zero);
    }

    /// <summary>Of six transports one is refused, one only opened, one dropped by us, one by the server, one for its message, and one closed as is right.</summary>
    private async Task CycleAsync(Uri address, Uri refusing)
    {
        for (var n = 0; n < Times; n++)
        {
            await CycleAsync(n % 6, new TransportRequest { Address = n % 6 == 0 ? refusing : address, MaxMessageSize = 4 });
        }
    }

    private async Task CycleAsync(int kind, TransportRequest request)
    {
        if (kind < 2)
        {
            await using var transport = Factory.Create(request);
            await transport.OpenAsync(CancellationToken.None);
            return;
        }

        await using var line = await RunAsync(request);
        if (kind == 2)
        {
            line.Transport.Abort();
        }
        else if (kind == 3)
        {
            await line.Transport.SendAsync(MessageKind.Text, "more than four"u8.ToArray());
        }
        else
        {
            await line.Transport.CloseAsync(kind == 4 ? DropMe : CloseCode.NormalClosure);
        }

        await line.EndAsync();
    }

    private static async Task EchoAsync(Stream stream, CancellationToken stopping)
    {
        await RawServer.UpgradeAsync(stream, default, stopping);
        while (await Peer.ReadFrameAsync(stream, stopping) is var (opcode, payload) && (opcode != Opcode.Close || CloseFrame.Read(payload)?.Code != DropMe))
        {
            await stream.WriteAsync(FrameWriter.Frame(opcode, payload), stopping);
        }
    }
}
