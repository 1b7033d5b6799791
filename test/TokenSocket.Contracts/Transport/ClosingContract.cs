using TokenSocket.CloseCodes;
using TokenSocket.Framing;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>A close of our own: one frame, whose answer is the end.</summary>
internal abstract class ClosingContract(ITransportFactory factory) : TransportContract(factory)
{
    [Test]
    public async Task The_code_reaches_the_server_and_its_answer_is_the_end([Values(1000, 1001, 3001, 4000, 4999)] int code)
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        await line.Transport.CloseAsync(code);
        var frame = await server.NextAsync();
        await server.CloseAsync(4002, "as you wish");
        var end = await line.EndAsync();
        await line.DisposeAsync();

        Assert.That((frame?.Opcode, CloseFrame.Read(frame?.Payload)), Is.EqualTo((Opcode.Close, (code, ""))));
        Assert.That(end, Is.EqualTo(new DisconnectInfo(DisconnectCause.Closed, 4002, "as you wish")));
        Assert.That(await server.GoodbyesAsync(), Is.Empty, "One close frame is enough.");
    }

    [Test]
    public async Task What_the_server_sends_before_its_answer_is_still_handed_over()
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        await line.Transport.CloseAsync(CloseCode.NormalClosure);
        await server.NextAsync();
        await server.SendAsync(Opcode.Text, "one more thing"u8);
        await server.SendAsync(Opcode.Binary, "and another"u8);
        await server.CloseAsync(CloseCode.NormalClosure);
        var end = await line.EndAsync();

        Assert.That((end.Cause, end.Code, line.Left), Is.EqualTo((DisconnectCause.Closed, CloseCode.NormalClosure, 2)));
    }

    [Test]
    public async Task A_server_that_only_hangs_up_has_dropped_the_connection()
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        await line.Transport.CloseAsync(CloseCode.NormalClosure);
        await server.NextAsync();
        await server.HangUpAsync(isReset: false);
        var end = await line.EndAsync();

        Assert.That((end.Cause, end.Code), Is.EqualTo((DisconnectCause.Dropped, CloseCode.AbnormalClosure)));
    }

    [Test]
    public async Task A_silent_peer_holds_up_neither_the_close_nor_the_abort_after_it()
    {
        await using var server = new RawServer(Peer.DieAfterUpgradeAsync);
        await using var line = await RunAsync(server.Url());

        await line.Transport.CloseAsync(CloseCode.NormalClosure).AsTask().WaitAsync(Patience.Long);
        line.Transport.Abort();

        Assert.That(await line.EndAsync(), Is.EqualTo(new DisconnectInfo(DisconnectCause.Requested, CloseCode.AbnormalClosure)));
    }

    [Test]
    public async Task A_close_behind_a_send_that_hangs_ends_with_an_abort()
    {
        await using var server = new RawServer(Peer.DieAfterUpgradeAsync);
        await using var line = await RunAsync(server.Url());
        var sending = line.HangingSend();

        var closing = line.Transport.CloseAsync(CloseCode.NormalClosure).AsTask();
        line.Transport.Abort();

        await closing.WaitAsync(Patience.Long);
        Assert.That((await Line.FailsAsync(sending), (await line.EndAsync()).Cause), Is.EqualTo((true, DisconnectCause.Requested)));
    }

    [Test]
    public async Task A_close_of_what_is_gone_does_not_throw([Values] bool isReset)
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);
        await server.HangUpAsync(isReset);
        await line.EndAsync();

        await line.Transport.CloseAsync(CloseCode.NormalClosure);
        await line.DisposeAsync();

        Assert.That(async () => await line.Transport.CloseAsync(CloseCode.NormalClosure), Throws.Nothing);
    }

    [Test]
    public async Task A_close_of_what_was_never_opened_does_not_throw()
    {
        await using var line = new Line(Factory.Create(new() { Address = await Peer.NobodyListensAsync() }));

        Assert.That(async () => await line.Transport.CloseAsync(CloseCode.NormalClosure), Throws.Nothing);
    }

    [Test]
    public async Task A_second_close_sends_no_second_frame()
    {
        await using var server = new UpgradedServer();
        await using var line = await RunAsync(server.Url);

        await line.Transport.CloseAsync(4000);
        await line.Transport.CloseAsync(4001);
        await line.DisposeAsync();

        Assert.That(await server.GoodbyesAsync(), Is.EqualTo(new[] { 4000 }));
    }
}
