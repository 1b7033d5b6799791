using TokenSocket.Notices;

namespace TokenSocket.Loopback.Tests.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed class VerboseLoggingTests
{
    [Test]
    public async Task Alerts_begin_and_stop_with_it_while_the_connection_stays()
    {
        await using var rig = await HostRig.ConnectedAsync(("VerboseLogging", "false"));
        var peer = rig.Peer;
        // An alert would be there by now.
        await Task.Delay(1200);
        var before = rig.Discord.Requests.Count;

        rig.File.Save(("VerboseLogging", "true"));
        await rig.ChannelAsync(channel => channel.Requests.Count == 1);
        rig.Notices.Clear();
        rig.File.Save(("VerboseLogging", "false"));
        await rig.Notices.FirstAsync<OptionsReloaded>();
        await rig.ExchangeAsync(peer, "still here");
        rig.Server.Tokens.Delete(rig.Token);
        await rig.Notices.FirstAsync<Stopped>();
        await rig.StopAsync();

        Assert.That((before, rig.Titles, rig.Server.Gateway.HandshakesSeen), Is.EqualTo((0, new[] { "✅ Connected" }, 1)));
    }
}
