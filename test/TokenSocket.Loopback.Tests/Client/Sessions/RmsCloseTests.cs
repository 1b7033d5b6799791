using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Credentials;
using TokenSocket.Gateway;
using TokenSocket.Notices;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>Each row of the dialect lsports that is a close code, and the ends that Socket.IO has of its own.</summary>
public sealed class RmsCloseTests
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(6);

    [TestCase(1000)]
    [TestCase(1001)]
    public async Task A_close_without_blame_is_followed_by_another_try(int code)
    {
        var (stage, peer) = await RmsStage.JoinedAsync();
        await using var _ = stage;

        await peer.CloseAsync(code, "Maintenance.");

        await WaitsAsync(stage, DisconnectCause.Closed, code, "Maintenance.");
    }

    [Test]
    public async Task A_revoked_authorization_stops()
    {
        var (stage, peer) = await RmsStage.JoinedAsync();
        await using var _ = stage;

        await peer.CloseAsync(4403, "Revoked.");
        var reason = await stage.Client.Completion.WaitAsync(Patience.Long);

        Assert.That(
            (reason.Code, reason.Message, reason.Resolution),
            Is.EqualTo((4403, "Authorization revoked.", "Contact support, and ask what the account may do.")));
        Assert.That((stage.Notices.Waits, stage.Server.Gateway.HandshakesSeen), Is.EqualTo((Array.Empty<TimeSpan>(), 1L)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_failed_authentication_is_followed_by_a_fresh_token_and_another_join(bool isDisconnectedFirst)
    {
        var (stage, peer) = await RmsStage.JoinedAsync();
        await using var _ = stage;
        stage.RenewTokens();

        if (isDisconnectedFirst)
        {
            await peer.DisconnectSessionAsync();
        }

        await peer.CloseAsync(4401, "Expired.");
        var back = await stage.Connections.NextAsync();
        var joined = await stage.Said.NextAsync();
        await back.EmitAsync("RESERVE_BET_ACCEPT", 7);
        await stage.Events.NextAsync();

        Assert.That((peer.Owner, back.Owner), Is.EqualTo((RmsStage.FirstOwner, RmsStage.FreshOwner)));
        Assert.That((joined.Name, joined.Arguments[0].GetString()), Is.EqualTo(("join", RmsStage.Customer)));
        Assert.That(stage.Tokens.Requests.Select(request => request.Why), Is.EqualTo(new[] { TokenReason.First, TokenReason.Rejected }));
        Assert.That((stage.Notices.Of<Disconnected>().Single().Info.Code, stage.Notices.Waits), Is.EqualTo((4401, Array.Empty<TimeSpan>())));
    }

    [Test]
    public async Task A_failed_authentication_with_the_fresh_token_too_stops()
    {
        var (stage, peer) = await RmsStage.JoinedAsync();
        await using var _ = stage;
        stage.RenewTokens();

        await peer.CloseAsync(4401);
        await (await stage.Connections.NextAsync()).CloseAsync(4401);
        var reason = await stage.Client.Completion.WaitAsync(Patience.Long);

        Assert.That((reason.Code, stage.Server.Gateway.HandshakesSeen), Is.EqualTo((4401, 2L)));
    }

    [Test]
    public async Task A_session_that_the_server_ends_is_over_though_its_socket_stays_open()
    {
        var (stage, peer) = await RmsStage.JoinedAsync();
        await using var _ = stage;

        await peer.DisconnectSessionAsync();

        await WaitsAsync(stage, DisconnectCause.InBand, null, "The server ended the session (41).");
        Assert.That((await peer.Ended.WaitAsync(Patience.Long))?.Code, Is.EqualTo(1000));
    }

    [Test]
    public async Task A_close_without_a_code_after_the_end_of_a_session_is_told_as_that_end()
    {
        var (stage, peer) = await RmsStage.JoinedAsync();
        await using var _ = stage;

        await peer.DisconnectSessionAsync(closeTransport: true);

        await WaitsAsync(stage, DisconnectCause.Closed, 1005, "The server ended the session (41).");
    }

    [Test]
    public async Task A_close_without_a_code_and_without_a_word_is_1005()
    {
        var (stage, peer) = await RmsStage.JoinedAsync();
        await using var _ = stage;

        await peer.CloseWithoutCodeAsync();

        await WaitsAsync(stage, DisconnectCause.Closed, 1005, null);
    }

    [Test]
    public async Task A_server_that_never_answers_the_connect_packet_is_left_after_the_connect_timeout()
    {
        await using var stage = await RmsStage.SetAsync(
            serve => serve.SocketIo.AnswerConnects = false, options => options with { ConnectTimeout = TimeSpan.FromSeconds(0.5) });

        var end = await stage.MeetEndAsync();
        var retry = await stage.Notices.FirstAsync<RetryScheduled>();

        Assert.That((end.Info.Cause, end.Verdict, retry.Delay, stage.Notices.Of<Connected>().Count), Is.EqualTo((DisconnectCause.TimedOut, AfterBackoff, FirstWait, 0)));
    }

    private static async Task WaitsAsync(RmsStage stage, DisconnectCause cause, int? code, string? reason)
    {
        var end = await stage.Notices.FirstAsync<Disconnected>();
        var retry = await stage.Notices.FirstAsync<RetryScheduled>();

        Assert.That((end.Info.Cause, end.Info.Code, end.Verdict, retry.Delay), Is.EqualTo((cause, code, AfterBackoff, FirstWait)));
        Assert.That(end.Info.Reason, reason is null ? Is.Null.Or.Empty : Is.EqualTo(reason));
    }
}
