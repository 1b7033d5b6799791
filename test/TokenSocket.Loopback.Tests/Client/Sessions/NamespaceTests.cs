using System.Text.Json;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Gateway;
using TokenSocket.Notices;
using TokenSocket.Protocols;
using SocketIoRefusal = TokenSocket.Gateway.SocketIoRefusal;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>Namespaces, and what is shown to get into one.</summary>
public sealed class NamespaceTests
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(6);

    [Test]
    public async Task A_namespace_that_the_server_does_not_have_is_tried_again()
    {
        await using var stage = await RmsStage.SetAsync(change: options => options with { SocketIo = new() { Namespace = "/nope" } });

        var end = await stage.MeetEndAsync();
        var retry = await stage.Notices.FirstAsync<RetryScheduled>();

        Assert.That(
            (end.Info.Cause, end.Info.Code, end.Info.Reason, end.Verdict, retry.Delay),
            Is.EqualTo((DisconnectCause.InBand, (int?)null, "Invalid namespace", ReconnectVerdict.AfterBackoff, FirstWait)));
        Assert.That((await (await stage.Over.NextAsync()).Ended)?.Code, Is.EqualTo(1000));
    }

    [Test]
    public async Task Everything_is_said_in_the_namespace_of_the_options()
    {
        var (stage, peer) = await RmsStage.JoinedAsync(
            serve => serve.SocketIo.Namespaces.Add("/bets"), options => options with { SocketIo = new() { Namespace = "/bets" } });
        await using var _ = stage;

        await stage.Client.Emit("hello", 1);
        var said = await stage.Said.NextAsync();
        await peer.EmitAsync("RESERVE_BET_ACCEPT", 7);
        var heard = (EventReceived)await stage.Events.NextAsync();

        Assert.That((said.Namespace, said.Name, heard.Channel, heard.Data.GetInt32()), Is.EqualTo(("/bets", "hello", "/bets", 7)));
    }

    [Test]
    public async Task The_token_goes_into_the_connect_packet_where_the_options_place_it()
    {
        var shown = new Seen<string>();
        await using var stage = await RmsStage.SetAsync(
            serve => serve.SocketIo.OnConnect = (_, auth, _) => Judge(shown, auth),
            options => RmsStage.Hasty(options) with { SocketIo = new() { Auth = """{"token":"{token}","version":2}""" } });

        await stage.Client.StartAsync();

        Assert.That(await shown.NextAsync(), Is.EqualTo("""{"token":"first-token","version":2}"""));
        var reason = await stage.Client.Completion.WaitAsync(Patience.Long);
        Assert.That((reason.Code, reason.Info!.Reason), Is.EqualTo((402, "This token is not known here.")));
    }

    private static ValueTask<SocketIoRefusal?> Judge(Seen<string> shown, JsonElement? auth)
    {
        shown.Add(auth?.GetRawText() ?? "nothing");
        return ValueTask.FromResult<SocketIoRefusal?>(new SocketIoRefusal("This token is not known here.", 402));
    }
}
