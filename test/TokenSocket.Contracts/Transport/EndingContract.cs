using TokenSocket.CloseCodes;
using TokenSocket.Framing;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>How a connection ends that the server ends: with each code that a close frame can hold, or without any.</summary>
internal abstract class EndingContract(ITransportFactory factory) : TransportContract(factory)
{
    private const int Times = 200;

    /// <summary>As long as a reason can be, and not only of letters that are one byte.</summary>
    private static readonly string Reason = new string('ü', 61) + "!";

    [Test]
    public async Task A_close_arrives_with_code_and_reason_and_is_answered_with_the_same_code(
        [Values(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4001, 4002, 4003, 4004, 4999)] int code)
    {
        var (end, answers) = await EndAsync(server => server.CloseAsync(code, Reason));

        Assert.That(end, Is.EqualTo(new DisconnectInfo(DisconnectCause.Closed, code, Reason)));
        Assert.That(answers, Is.EqualTo(new[] { code }));
    }

    /// <remarks>RFC 6455, 7.4: these are never sent, or not given out yet, so none is sent back: it is an error of the protocol.</remarks>
    [Test]
    public async Task A_code_that_must_not_be_sent_arrives_too_and_is_answered_with_1002([Values(1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65535)] int code)
    {
        var (end, answers) = await EndAsync(server => server.CloseAsync(code, Reason));

        Assert.That(end, Is.EqualTo(new DisconnectInfo(DisconnectCause.Closed, code, Reason)));
        Assert.That(answers, Is.EqualTo(new[] { CloseCode.ProtocolError }));
    }

    [Test]
    public async Task An_empty_close_is_1005_and_answered_with_1000()
    {
        var (end, answers) = await EndAsync(server => server.SendAsync(Opcode.Close, []));

        Assert.That(end, Is.EqualTo(new DisconnectInfo(DisconnectCause.Closed, CloseCode.NoStatus, "")));
        Assert.That(answers, Is.EqualTo(new[] { CloseCode.NormalClosure }));
    }

    [Test]
    public async Task A_close_in_the_packet_of_the_upgrade_is_read_200_times_of_200()
    {
        byte[] first = [.. FrameWriter.Frame(Opcode.Text, "hello"u8), .. FrameWriter.Frame(Opcode.Close, CloseFrame.Payload(4002, Reason))];
        await using var server = new RawServer(Peer.UpgradeThen(first));
        var read = 0;

        for (var n = 0; n < Times; n++)
        {
            await using var line = await RunAsync(server.Url());
            read += (await line.EndAsync(), line.Left) == (new DisconnectInfo(DisconnectCause.Closed, 4002, Reason), 1) ? 1 : 0;
        }

        Assert.That(read, Is.EqualTo(Times));
    }

    [Test]
    public async Task What_came_before_the_close_is_handed_over_and_nothing_after_it()
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        await server.WriteAsync((byte[])
        [
            .. FrameWriter.Frame(Opcode.Text, "before"u8),
            .. FrameWriter.Frame(Opcode.Close, CloseFrame.Payload(CloseCode.GoingAway, "")),
            .. FrameWriter.Frame(Opcode.Text, "after"u8),
        ]);
        var end = await line.EndAsync();

        Assert.That((end.Code, line.Left, (await line.NextAsync()).Text), Is.EqualTo((CloseCode.GoingAway, 1, "before")));
    }

    [Test]
    public async Task A_connection_that_breaks_without_a_close_is_dropped([Values] bool isReset, [Values("", "02050000")] string beginning)
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        await server.WriteAsync(Convert.FromHexString(beginning));
        await server.HangUpAsync(isReset);
        var end = await line.EndAsync();

        Assert.That((end.Cause, end.Code, line.Left), Is.EqualTo((DisconnectCause.Dropped, CloseCode.AbnormalClosure, 0)));
    }

    /// <returns>The end as it was told, and the codes with which the transport answered.</returns>
    private async Task<(DisconnectInfo End, IReadOnlyList<int?> Answers)> EndAsync(Func<UpgradedServer, Task> act)
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        await act(server);
        var end = await line.EndAsync();
        await line.DisposeAsync();
        return (end, await server.GoodbyesAsync());
    }
}
