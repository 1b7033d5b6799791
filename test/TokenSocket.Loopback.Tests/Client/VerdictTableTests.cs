using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Loopback.Tests.Client;

/// <summary>The table of the default dialect, driven through the real client against the real gateway.</summary>
public sealed class VerdictTableTests : GatewayFixture
{
    [Test]
    public async Task No_token_stops_with_4001()
    {
        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = Server.Url });

        await rig.Client.StartAsync();

        Assert.That((await rig.Client.Completion).ToString(), Is.EqualTo(
            "4001 Missing Token: The API token is missing. Set the token; it goes into the `token` header."));
    }

    [Test]
    public async Task An_unknown_token_stops_with_4002()
    {
        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = Server.Url, Token = "unknown" });

        await rig.Client.StartAsync();

        Assert.That((await rig.Client.Completion).ToString(), Is.EqualTo(
            "4002 Invalid Token: The API token is invalid. Check the token, or generate a new one."));
    }

    [Test]
    public async Task A_token_in_use_stops_the_second_with_4003_and_the_first_lives_on()
    {
        var (first, _) = await Rig.ConnectedAsync(Server);
        await using var second = new Rig(first.Options);

        await second.Client.StartAsync();
        var reason = await second.Client.Completion;

        Assert.That((reason.ToString(), first.Client.CurrentStatus), Is.EqualTo((
            "4003 Duplicate Connection: The API token is already in-use. Stop the other client, or enable ReconnectOnDuplicateConnection.",
            ConnectionStatus.Connected)));
        await first.DisposeAsync();
    }

    [Test]
    public async Task A_token_in_use_is_waited_for_where_the_options_say_so()
    {
        var (first, _) = await Rig.ConnectedAsync(Server);
        await using var second = new Rig(first.Options with
        {
            ReconnectOnDuplicateConnection = true,
            InitialReconnectInterval = TimeSpan.FromMilliseconds(50),
            MaxReconnectInterval = TimeSpan.FromMilliseconds(50),
            StableAfter = TimeSpan.FromMilliseconds(500),
        });
        await second.Client.StartAsync();
        await second.Notices.FirstAsync<RetryScheduled>();

        await first.DisposeAsync();
        await second.Notices.FirstAsync<OutageEnded>();

        Assert.That(second.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public async Task A_token_that_is_deleted_in_use_stops_with_4004()
    {
        var (rig, _) = await Rig.ConnectedAsync(Server);

        Server.Tokens.Delete(rig.Options.Token!);
        var reason = await rig.Client.Completion.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(reason.ToString(), Is.EqualTo("4004 Deleted Token: The API token has been deleted. Generate a new token."));
        await rig.DisposeAsync();
    }

    [Test]
    public async Task Any_other_code_is_retried_after_31_seconds(
        [Values(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3003, 3008, 3999, 4000, 4005, 4009, 4999)] int code)
    {
        var (rig, peer) = await Rig.ConnectedAsync(Server);

        await peer.CloseAsync(code, "the reason");
        var end = await rig.Notices.FirstAsync<Disconnected>();
        var retry = await rig.Notices.FirstAsync<RetryScheduled>();

        Assert.That(
            (end.Info.Cause, end.Info.Code, end.Info.Reason, end.Verdict, retry.Delay),
            Is.EqualTo((DisconnectCause.Closed, code, "the reason", ReconnectVerdict.AfterBackoff, TimeSpan.FromSeconds(31))));
        await rig.DisposeAsync();
    }

    [Test]
    public async Task A_close_without_a_code_is_1005_and_retried()
    {
        var (rig, peer) = await Rig.ConnectedAsync(Server);

        await peer.CloseWithoutCodeAsync();
        var end = await rig.Notices.FirstAsync<Disconnected>();

        Assert.That((end.Info.Cause, end.Info.Code, end.Verdict), Is.EqualTo((DisconnectCause.Closed, 1005, ReconnectVerdict.AfterBackoff)));
        await rig.DisposeAsync();
    }

    [Test]
    public async Task A_reset_is_a_drop_and_retried()
    {
        var (rig, peer) = await Rig.ConnectedAsync(Server);

        peer.Drop();
        var end = await rig.Notices.FirstAsync<Disconnected>();

        Assert.That((end.Info.Cause, end.Info.Code, end.Verdict), Is.EqualTo((DisconnectCause.Dropped, 1006, ReconnectVerdict.AfterBackoff)));
        await rig.DisposeAsync();
    }

    [Test]
    public async Task A_hang_up_is_a_drop_and_retried()
    {
        var (rig, peer) = await Rig.ConnectedAsync(Server);

        peer.HangUp();
        var end = await rig.Notices.FirstAsync<Disconnected>();

        Assert.That((end.Info.Cause, end.Info.Code, end.Verdict), Is.EqualTo((DisconnectCause.Dropped, 1006, ReconnectVerdict.AfterBackoff)));
        await rig.DisposeAsync();
    }

}
