using TokenSocket.CloseCodes;

namespace TokenSocket.Contracts.Transport;

/// <summary>What no proper server sends.</summary>
[NonParallelizable]
internal abstract class BrokenFrameContract : TransportContract
{
    [TestCase("c100", 1002, Description = "the first reserved bit")]
    [TestCase("a100", 1002, Description = "the second reserved bit")]
    [TestCase("9100", 1002, Description = "the third reserved bit")]
    [TestCase("8300", 1002, Description = "a reserved opcode")]
    [TestCase("8b00", 1002, Description = "a reserved control opcode")]
    [TestCase("818000000000", 1002, Description = "a mask")]
    [TestCase("8000", 1002, Description = "a continuation of nothing")]
    [TestCase("01008100", 1002, Description = "a message inside another")]
    [TestCase("0900", 1002, Description = "half a ping")]
    [TestCase("897e007e", 1002, Description = "a ping that is too long")]
    [TestCase("880103", 1002, Description = "a close of one byte")]
    [TestCase("880203e7", 1002, Description = "a code below 1000")]
    [TestCase("8102c328", 1007, Description = "text that is not UTF8")]
    [TestCase("0101c3800128", 1007, Description = "fragments that are not UTF8")]
    public async Task A_frame_that_breaks_the_protocol_is_answered_and_ends_the_connection(string frame, int code)
    {
        using var unhandled = new Unhandled();
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        await server.WriteAsync(Convert.FromHexString(frame));
        var end = await line.EndAsync();
        await line.DisposeAsync();

        Assert.That((end.Cause, end.Code, line.Left, unhandled.Count), Is.EqualTo((DisconnectCause.ProtocolViolation, CloseCode.AbnormalClosure, 0, 0)));
        Assert.That(await server.GoodbyesAsync(), Is.EqualTo(new[] { code }));
    }
}
