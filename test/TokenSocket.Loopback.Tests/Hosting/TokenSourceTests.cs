using Microsoft.Extensions.Configuration;

namespace TokenSocket.Loopback.Tests.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed class TokenSourceTests
{
    [Test]
    public async Task An_environment_variable_goes_before_the_file()
    {
        var prefix = $"TS_{Guid.NewGuid():N}_";
        await using var rig = await HostRig.MadeAsync();
        Environment.SetEnvironmentVariable($"{prefix}TokenSocket__Token", rig.Server.Tokens.IssueRandom("environment"));
        rig.Configuration.AddEnvironmentVariables(prefix);

        await rig.StartAsync();
        await rig.ConnectedAsync(times: 1);

        Environment.SetEnvironmentVariable($"{prefix}TokenSocket__Token", null);
        Assert.That(rig.Peer.Owner, Is.EqualTo("environment"));
    }

    [Test]
    public async Task A_token_file_is_read_at_each_connect()
    {
        using var folder = new SettingsFile();
        var path = Path.Combine(folder.Folder, "token");
        await using var rig = await HostRig.MadeAsync(options: [("Token", ""), ("TokenFile", path)]);
        await File.WriteAllTextAsync(path, rig.Server.Tokens.IssueRandom("before") + "\n");
        await rig.StartAsync();
        await rig.ConnectedAsync(times: 1);
        var (owner, peer) = (rig.Peer.Owner, rig.Peer);

        await File.WriteAllTextAsync(path, rig.Server.Tokens.IssueRandom("after") + "\r\n");
        await peer.CloseAsync(1012);
        await rig.ConnectedAsync(times: 2);

        Assert.That((owner, rig.Peer.Owner), Is.EqualTo(("before", "after")));
    }
}
