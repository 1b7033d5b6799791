using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Framing;
using TokenSocket.Loopback.Tests.Client;
using TokenSocket.Notices;
using TokenSocket.Tests.Faults;

namespace TokenSocket.Loopback.Tests.Faults;

/// <summary>What no proper server sends.</summary>
[Category("Fault")]
[NonParallelizable]
public sealed class BrokenFrameTests
{
    private const int MaxMessageSize = 1024 * 1024;
    private const int MostAllocated = 16 * MaxMessageSize;

    [Test]
    public async Task Row14_Every_close_ends_the_connection_once_with_a_cause_and_its_code()
    {
        int[] codes = [0, 1, 401, 999, 1004, 1005, 1006, .. Enumerable.Range(1015, 6), 1999, 2000, 2999, 5000, 5001, 9999, 32767, 32768, 65535];
        var faults = new List<string>();
        foreach (var code in codes)
        {
            var ends = await EndsOfAsync(FrameWriter.Frame(Opcode.Close, CloseFrame.Payload((ushort)code, "the reason")));
            var (cause, shown) = code < CloseCode.NormalClosure ? (DisconnectCause.ProtocolViolation, CloseCode.AbnormalClosure) : (DisconnectCause.Closed, code);
            if (ends.Count != 1 || (ends[0].Info.Cause, ends[0].Info.Code, ends[0].Verdict) != (cause, shown, ReconnectVerdict.AfterBackoff))
            {
                faults.Add($"{code}: {string.Join(", ", ends)}");
            }
        }

        Row.Measured(14, $"{codes.Length - faults.Count} of {codes.Length} codes ended their connection once, with cause and code");
        Assert.That(faults, Is.Empty);
    }

    [TestCaseSource(typeof(EndlessMessage), nameof(EndlessMessage.All))]
    public async Task Row22_A_message_without_end_is_closed_with_1009_and_memory_stays_bounded(string beginning, string again)
    {
        var message = new EndlessMessage(beginning, again);
        await using var server = new RawServer(message.ServeAsync);
        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = server.Url(), MaxMessageSize = MaxMessageSize });
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await rig.Client.StartAsync();
        var end = await rig.Notices.FirstAsync<Disconnected>();
        var code = await message.GoodbyeAsync();

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Row.Measured(22, $"closed with {code} after {message.Sent >> 10} KiB were sent, {allocated >> 10} KiB allocated, MaxMessageSize is {MaxMessageSize >> 10} KiB");
        Assert.That((end.Info.Cause, end.Verdict, code), Is.EqualTo((DisconnectCause.TooBig, ReconnectVerdict.AfterBackoff, CloseCode.MessageTooBig)));
        Assert.That(allocated, Is.LessThan(MostAllocated));
    }

    [TestCaseSource(typeof(BrokenFrames), nameof(BrokenFrames.All))]
    public async Task Row23_A_frame_that_breaks_the_protocol_is_answered_and_the_connection_retried(byte[] frame, int code)
    {
        using var unhandled = new Unhandled();
        var goodbye = new TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await RawServer.UpgradeAsync(stream, frame, stopping);
            goodbye.TrySetResult(await Peer.ReadGoodbyeAsync(stream, stopping));
        });

        var ends = await EndsOfAsync(server);
        var answer = await goodbye.Task.WaitAsync(Patience.Long);

        Row.Measured(23, $"{Convert.ToHexString(frame)}: answered with {answer}, {ends.Count} end, {unhandled.Count} unhandled exceptions");
        Assert.That(ends.Select(end => (end.Info.Cause, end.Info.Code, end.Verdict)), Is.EqualTo(new[] { (DisconnectCause.ProtocolViolation, 1006, ReconnectVerdict.AfterBackoff) }));
        Assert.That((answer, unhandled.Count), Is.EqualTo((code, 0)));
    }

    private static async Task<IReadOnlyList<Disconnected>> EndsOfAsync(byte[] bytes)
    {
        await using var server = new RawServer(Peer.UpgradeThen(bytes));
        return await EndsOfAsync(server);
    }

    /// <summary>The ends that were told until it was to be dialled again and the client was disposed.</summary>
    private static async Task<IReadOnlyList<Disconnected>> EndsOfAsync(RawServer server)
    {
        var rig = new Rig(new TokenSocketOptions { GatewayUrl = server.Url() });
        await rig.Client.StartAsync();
        await rig.Notices.FirstAsync<RetryScheduled>();
        await rig.DisposeAsync();
        await rig.Notices.FirstAsync<Stopped>();
        return rig.Notices.Of<Disconnected>();
    }
}
