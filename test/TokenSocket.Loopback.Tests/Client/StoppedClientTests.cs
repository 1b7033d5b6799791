using TokenSocket.Contracts;
using TokenSocket.Gateway;
using TokenSocket.Notices;

namespace TokenSocket.Loopback.Tests.Client;

public sealed class StoppedClientTests : GatewayFixture
{
    [Test]
    public async Task A_stop_says_goodbye_with_1000()
    {
        var (rig, peer) = await Rig.ConnectedAsync(Server);

        await rig.Client.StopAsync();
        var goodbye = await peer.Ended.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(goodbye?.Code, Is.EqualTo(1000));
        await rig.DisposeAsync();
    }

    [Test]
    public async Task A_stopped_client_does_not_touch_the_network()
    {
        await using var rig = new Rig(new TokenSocketOptions
        {
            GatewayUrl = Server.Url,
            InitialReconnectInterval = TimeSpan.FromMilliseconds(10),
            MaxReconnectInterval = TimeSpan.FromMilliseconds(10),
        });
        await rig.Client.StartAsync();
        await rig.Client.Completion;

        await Task.Delay(300);

        Assert.That(Server.Gateway.HandshakesSeen, Is.EqualTo(1));
    }

    [Test]
    public async Task Another_token_brings_it_back_by_itself_in_a_new_run()
    {
        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = Server.Url, Token = "wrong" });
        await rig.Client.StartAsync();
        var first = rig.Client.Completion;
        await first;
        rig.Notices.Clear();

        rig.Client.UpdateOptions(rig.Client.Options with { Token = Server.Tokens.IssueRandom() });
        await rig.Notices.FirstAsync<Connected>();

        Assert.That((rig.Client.CurrentStatus, rig.Client.Completion == first), Is.EqualTo((ConnectionStatus.Connected, false)));
    }

    [Test]
    public async Task A_token_file_that_was_put_right_is_read_at_the_next_connect()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "wrong\n");
        await using var rig = new Rig(new TokenSocketOptions { GatewayUrl = Server.Url, TokenFile = file });
        await rig.Client.StartAsync();
        await rig.Client.Completion;

        await File.WriteAllTextAsync(file, Server.Tokens.IssueRandom() + "\n");
        await rig.Client.StartAsync();
        await Eventually.HoldsAsync(() => Server.Gateway.Connections.Count > 0);

        Assert.That(Server.Gateway.HandshakesSeen, Is.EqualTo(2));
        File.Delete(file);
    }

    [Test]
    public async Task Starting_and_stopping_fifty_times_leaves_no_connection_behind()
    {
        await using var rig = Rig.For(Server);
        for (var n = 0; n < 50; n++)
        {
            await rig.Client.ConnectAsync();
            await rig.Client.StopAsync();
        }

        await Eventually.HoldsAsync(() => Server.Gateway.Connections.Count == 0);

        Assert.That((Server.Gateway.HandshakesSeen, rig.Client.CurrentStatus), Is.EqualTo((50L, ConnectionStatus.Idle)));
    }

    [Test]
    public async Task A_new_address_is_gone_to_at_once()
    {
        await using var elsewhere = await LoopbackGateway.StartAsync();
        var (rig, peer) = await Rig.ConnectedAsync(Server);
        elsewhere.Tokens.Issue(rig.Options.Token!);

        rig.Client.UpdateOptions(rig.Client.Options with { GatewayUrl = elsewhere.Url });
        var goodbye = await peer.Ended.WaitAsync(TimeSpan.FromSeconds(10));
        await Eventually.HoldsAsync(() => elsewhere.Gateway.Connections.Count > 0);

        Assert.That((goodbye?.Code, Server.Gateway.Connections.Count), Is.EqualTo((1000, 0)));
        await rig.DisposeAsync();
    }
}
