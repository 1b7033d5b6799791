using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Running.Sessions;

/// <summary>Ends that Socket.IO tells in the session, and their verdicts.</summary>
public sealed class SocketIoEndTests
{
    [TestCase(400, ReconnectVerdict.Never)]
    [TestCase(401, ReconnectVerdict.Never)]
    [TestCase(402, ReconnectVerdict.Never)]
    [TestCase(403, ReconnectVerdict.Never)]
    [TestCase(429, ReconnectVerdict.AfterBackoff)]
    [TestCase(500, ReconnectVerdict.AfterBackoff)]
    public async Task A_refusal_of_LSports_gets_the_verdict_of_its_status(int status, ReconnectVerdict verdict)
    {
        var end = await RefusedAsync(SocketIoScene.ForLSports, status);

        Assert.That((end.Info, end.Verdict), Is.EqualTo((new DisconnectInfo(DisconnectCause.InBand, status, "Unauthorized"), verdict)));
    }

    [TestCase(401, ReconnectVerdict.WithFreshToken)]
    [TestCase(403, ReconnectVerdict.Never)]
    [TestCase(503, ReconnectVerdict.AfterBackoff)]
    public async Task A_refusal_gets_the_verdict_of_its_status_in_the_base_too(int status, ReconnectVerdict verdict)
    {
        var end = await RefusedAsync(o => o with { Dialect = SocketIoScene.Dialect }, status, new FakeTokens());

        Assert.That((end.Info.Code, end.Verdict), Is.EqualTo(((int?)status, verdict)));
    }

    [Test]
    public async Task A_refusal_that_limits_the_rate_waits_a_minute()
    {
        var bench = await SocketIoScene.DialledAsync(SocketIoScene.ForLSports);
        bench.Gateway.Send(SocketIoScene.Opening);

        bench.Gateway.Send("""44{"message":"Slow down","data":{"statusCode":429}}""");

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(60) }));
    }

    [Test]
    public async Task A_refusal_closes_the_socket_from_this_side()
    {
        var bench = await SocketIoScene.DialledAsync();
        bench.Gateway.AnswersGoodbyes = false;
        bench.Gateway.Send(SocketIoScene.Opening);
        bench.Gateway.Send("""44{"message":"No"}""");
        var goodbye = bench.Gateway.Connection.Goodbye;

        bench.Advance(5);

        Assert.That((goodbye, bench.Gateway.Dials[0].IsOpen, bench.Client.CurrentStatus), Is.EqualTo(((int?)1000, false, ConnectionStatus.Reconnecting)));
    }

    [Test]
    public async Task A_token_that_is_refused_on_the_connection_is_replaced_and_comes_back_at_once()
    {
        var tokens = new FakeTokens("first-token");
        var bench = await SocketIoScene.ConnectedAsync(SocketIoScene.ForLSports, tokens);
        tokens.Give("second-token");

        bench.Gateway.Close(4401, "Authentication failed");

        Assert.That((bench.Gateway.Dials.Count, bench.Gateway.Connection.Request.Headers["Authorization"]), Is.EqualTo((2, "Bearer second-token")));
    }

    [Test]
    public async Task A_goodbye_of_the_server_that_keeps_the_socket_open_ends_after_a_second()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        bench.Gateway.Send("41");
        bench.Advance(0.999);
        var before = bench.Client.CurrentStatus;

        bench.Advance(0.001);

        Assert.That((before, bench.Notices.Of<Disconnected>().Single().Info), Is.EqualTo((ConnectionStatus.Connected, new DisconnectInfo(DisconnectCause.InBand, Reason: "The server ended the session (41)."))));
    }

    [Test]
    public async Task A_close_frame_behind_the_goodbye_says_more()
    {
        var bench = await SocketIoScene.ConnectedAsync(SocketIoScene.ForLSports);
        bench.Gateway.Send("41");

        bench.Gateway.Close(4403, "Revoked");

        Assert.That((bench.Notices.Of<Disconnected>().Single().Info.Code, bench.Client.CurrentStatus), Is.EqualTo(((int?)4403, ConnectionStatus.Stopped)));
    }

    [Test]
    public async Task A_server_that_sends_no_ping_is_gone_after_interval_and_timeout()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        bench.Advance(25);
        bench.Gateway.Send("2");
        bench.Advance(44.999);
        var before = (bench.Client.CurrentStatus, bench.Sent()[^1]);

        bench.Advance(0.001);

        Assert.That((before, bench.Notices.Of<Disconnected>().Single().Info.Cause), Is.EqualTo(((ConnectionStatus.Connected, "3"), DisconnectCause.HeartbeatLost)));
    }

    [Test]
    public async Task A_frame_that_is_none_is_a_violation_and_retried()
    {
        var bench = await SocketIoScene.ConnectedAsync();

        bench.Gateway.Send("<html>");

        var end = bench.Notices.Of<Disconnected>().Single();
        Assert.That((end.Info.Cause, end.Verdict), Is.EqualTo((DisconnectCause.ProtocolViolation, ReconnectVerdict.AfterBackoff)));
    }

    private static async Task<Disconnected> RefusedAsync(Func<TokenSocketOptions, TokenSocketOptions> change, int status, FakeTokens? tokens = null)
    {
        var bench = await SocketIoScene.DialledAsync(o => change(o) with { Token = tokens is null ? o.Token : null }, tokens);
        tokens?.Give("second-token");
        bench.Gateway.Send(SocketIoScene.Opening);
        bench.Gateway.Send($$$"""44{"message":"Unauthorized","data":{"statusCode":{{{status}}}}}""");
        return bench.Notices.Of<Disconnected>().Single();
    }
}
