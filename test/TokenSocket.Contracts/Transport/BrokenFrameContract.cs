using TokenSocket.CloseCodes;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>What no proper server sends.</summary>
[NonParallelizable]
internal abstract class BrokenFrameContract(ITransportFactory factory) : TransportContract(factory)
{
    [TestCaseSource(typeof(BrokenFrames), nameof(BrokenFrames.All))]
    public async Task A_frame_that_breaks_the_protocol_is_answered_and_ends_the_connection(byte[] frame, int code)
    {
        using var unhandled = new Unhandled();
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        await server.WriteAsync(frame);
        var end = await line.EndAsync();
        await line.DisposeAsync();

        Assert.That((end.Cause, end.Code, line.Left, unhandled.Count), Is.EqualTo((DisconnectCause.ProtocolViolation, CloseCode.AbnormalClosure, 0, 0)));
        Assert.That(await server.GoodbyesAsync(), Is.EqualTo(new[] { code }));
    }
}
