using System.Net.WebSockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serilog.Events;
using TokenSocket.Contracts;
using TokenSocket.Notices;

namespace TokenSocket.Loopback.Tests.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed class RevivalTests
{
    [TestCase(4001, "", "The API token is missing.")]
    [TestCase(4002, "nobody-issued-this-one", "The API token is invalid.")]
    [TestCase(4003, "taken", "The API token is already in-use.")]
    [TestCase(4004, "deleted", "The API token has been deleted.")]
    public async Task A_token_written_into_the_file_revives_what_a_verdict_had_stopped(int code, string token, string message)
    {
        await using var rig = await HostRig.MadeAsync(options: ("Token", token));
        using var other = await BringAboutAsync(rig, token);
        await rig.StartAsync();
        var stopped = await rig.Notices.FirstAsync<Stopped>();
        await Eventually.HoldsAsync(async () => (await rig.HealthAsync()).Data.ContainsKey("code"));
        var (unhealthy, dials) = (await rig.HealthAsync(), rig.Server.Gateway.HandshakesSeen);
        other?.Abort();
        await Eventually.HoldsAsync(() => rig.Server.Gateway.Connections.Count == 0);
        rig.Notices.Clear();

        rig.File.Save(("Token", rig.Token));
        await rig.ConnectedAsync(times: 1);
        await rig.ExchangeAsync(rig.Peer, "back");

        Assert.That(
            (stopped.Reason.Code, unhealthy.Status, unhealthy.Data["code"], unhealthy.Data["message"], (await rig.HealthAsync()).Status),
            Is.EqualTo((code, HealthStatus.Unhealthy, code, message, HealthStatus.Healthy)));
        Assert.That((dials, rig.Server.Gateway.HandshakesSeen, rig.Peer.Owner), Is.EqualTo((other is null ? 1 : 2, dials + 1, "first")));
        Assert.That(rig.Log.Lines(LogEventLevel.Error).Single(), Does.Contain(message));
    }

    private static async Task<ClientWebSocket?> BringAboutAsync(HostRig rig, string token)
    {
        switch (token)
        {
            case "taken":
                rig.Server.Tokens.Issue(token);
                return await Gateway.Client.ConnectAsync(rig.Server.Url, token);
            case "deleted":
                rig.Server.Tokens.Issue(token);
                rig.Server.Tokens.Delete(token);
                return null;
            default:
                return null;
        }
    }
}
