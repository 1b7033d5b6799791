using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Notices;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>Each row of the dialect lsports that is a status: as the answer to the handshake, and as a connect error inside the socket.</summary>
public sealed class RmsRefusalTests
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan AMinute = TimeSpan.FromSeconds(60);

    private static IEnumerable<TestCaseData> Final =>
    [
        new TestCaseData(400, "Invalid `customerid` format.", "Use numeric characters only."),
        new TestCaseData(401, "Missing `customerid` header.", "Add `customerid` to the headers."),
        new TestCaseData(402, "Account inactive or expired.", "Contact support."),
        new TestCaseData(403, "Customer id not found.", "Verify the customer id."),
    ];

    private static IEnumerable<TestCaseData> Passing =>
    [
        new TestCaseData(429, AMinute),
        new TestCaseData(500, FirstWait),
    ];

    [TestCaseSource(nameof(Final))]
    public async Task A_handshake_that_is_refused_for_the_customer_stops(int status, string message, string resolution)
    {
        await using var stage = await RmsStage.SetAsync(serve => serve.SocketIo.JudgeCustomer = _ => status is 402 or 403 ? status : null);
        if (status is 400 or 401)
        {
            // The client dials with a proper header only, so this server has lost it on the way.
            stage.Server.Gateway.RefuseHandshakes(status, body: message);
        }

        var end = await stage.MeetEndAsync();
        var reason = await stage.Client.Completion.WaitAsync(Patience.Long);

        Assert.That((end.Info.Cause, end.Info.HttpStatus, end.Info.Body, end.Verdict), Is.EqualTo((DisconnectCause.Refused, status, message, Never)));
        Assert.That((reason.Code, reason.Message, reason.Resolution), Is.EqualTo((status, message, resolution)));
        Assert.That((stage.Notices.Waits, stage.Server.Gateway.HandshakesSeen), Is.EqualTo((Array.Empty<TimeSpan>(), 1L)));
    }

    [TestCaseSource(nameof(Passing))]
    public async Task A_handshake_that_is_refused_for_the_time_being_is_tried_again(int status, TimeSpan wait)
    {
        await using var stage = await RmsStage.SetAsync();
        stage.Server.Gateway.RefuseHandshakes(status, body: "Later.");

        var end = await stage.MeetEndAsync();
        var retry = await stage.Notices.FirstAsync<RetryScheduled>();

        Assert.That((end.Info.HttpStatus, end.Info.Body, end.Verdict, retry.Delay), Is.EqualTo((status, "Later.", AfterBackoff, wait)));
    }

    [TestCase("?transport=polling", "Transport unknown")]
    [TestCase("?EIO=3", "Unsupported protocol version")]
    public async Task A_400_of_Engine_IO_is_tried_again_and_its_body_is_shown(string query, string body)
    {
        await using var stage = await RmsStage.SetAsync(change: options => options with { GatewayUrl = new Uri(options.GatewayUrl!, query) });

        var end = await stage.MeetEndAsync();
        var retry = await stage.Notices.FirstAsync<RetryScheduled>();

        Assert.That((end.Info.HttpStatus, end.Info.Body, end.Verdict, retry.Delay), Is.EqualTo((400, body, AfterBackoff, FirstWait)));
    }

    [TestCaseSource(nameof(Final))]
    public async Task A_connect_error_about_the_customer_stops(int status, string message, string resolution)
    {
        await using var stage = await RmsStage.SetAsync();
        stage.Server.Gateway.RefuseSessions("The server's words", status);

        var end = await stage.MeetEndAsync();
        var reason = await stage.Client.Completion.WaitAsync(Patience.Long);
        var goodbye = await (await stage.Over.NextAsync()).Ended;

        Assert.That((end.Info.Cause, end.Info.Code, end.Info.Reason, end.Verdict), Is.EqualTo((DisconnectCause.InBand, status, "The server's words", Never)));
        Assert.That((reason.Code, reason.Message, reason.Resolution), Is.EqualTo((status, message, resolution)));
        Assert.That((goodbye?.Code, stage.Notices.Of<Connected>().Count, stage.Server.Gateway.HandshakesSeen), Is.EqualTo((1000, 0, 1L)));
    }

    [TestCaseSource(nameof(Passing))]
    public async Task A_connect_error_for_the_time_being_is_tried_again(int status, TimeSpan wait)
    {
        await using var stage = await RmsStage.SetAsync();
        stage.Server.Gateway.RefuseSessions("Later.", status);

        var end = await stage.MeetEndAsync();
        var retry = await stage.Notices.FirstAsync<RetryScheduled>();
        var goodbye = await (await stage.Over.NextAsync()).Ended;

        Assert.That((end.Info.Cause, end.Info.Code, end.Verdict, retry.Delay), Is.EqualTo((DisconnectCause.InBand, status, AfterBackoff, wait)));
        Assert.That((goodbye?.Code, stage.Notices.Of<Connected>().Count), Is.EqualTo((1000, 0)));
    }

    [Test]
    public async Task A_connect_error_in_a_session_that_was_up_ends_it()
    {
        var (stage, peer) = await RmsStage.JoinedAsync();
        await using var _ = stage;

        await peer.ActAsync(stage.Client.Options.Dialect.Find(new DisconnectInfo(DisconnectCause.InBand, 403)));
        var end = await stage.Notices.FirstAsync<Disconnected>();

        Assert.That((end.Info.Cause, end.Info.Code, end.Verdict, (await peer.Ended)?.Code), Is.EqualTo((DisconnectCause.InBand, 403, Never, 1000)));
    }

    [Test]
    public async Task A_client_that_was_turned_away_is_let_in_when_it_comes_again()
    {
        await using var stage = await RmsStage.SetAsync(change: RmsStage.Hasty);
        stage.Server.Gateway.RefuseSessions("Later.", 500);
        await stage.MeetEndAsync();

        stage.Server.Gateway.AcceptSessions();
        await stage.Notices.FirstAsync<Connected>();

        Assert.That((await stage.Said.NextAsync()).Name, Is.EqualTo("join"));
    }
}
