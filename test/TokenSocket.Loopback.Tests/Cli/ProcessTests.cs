using System.Diagnostics;
using TokenSocket.Contracts;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Cli;

/// <summary>What only the process itself can show: signals and pipes.</summary>
[Platform(Exclude = "Win", Reason = "Signals and broken pipes are Unix's.")]
internal sealed class ProcessTests
{
    private LoopbackGateway _server = null!;

    [SetUp]
    public async Task Start() => _server = await LoopbackGateway.StartAsync();

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task Signal_ends_with_0_and_says_1000_to_the_server([Values("INT", "TERM")] string signal)
    {
        using Process tool = Listen();
        GatewayConnection peer = await ConnectedAsync(tool);

        using (Process kill = Process.Start("kill", ["-" + signal, $"{tool.Id}"]))
            await kill.WaitForExitAsync();
        string rest = await tool.StandardOutput.ReadToEndAsync().WaitAsync(Patience.Long);
        await tool.WaitForExitAsync().WaitAsync(Patience.Long);

        Assert.That((tool.ExitCode, (await peer.Ended.WaitAsync(Patience.Long))?.Code), Is.EqualTo((0, 1000)));
        Assert.That(rest.TrimEnd().Split('\n')[^1], Does.StartWith("{\"notice\":\"stopped\","));
    }

    [Test]
    public async Task Reader_that_goes_away_ends_it_quietly()
    {
        using Process tool = Listen();
        GatewayConnection peer = await ConnectedAsync(tool);

        tool.StandardOutput.Close();
        await peer.SendAsync("to nobody");
        string error = await tool.StandardError.ReadToEndAsync().WaitAsync(Patience.Long);
        await tool.WaitForExitAsync().WaitAsync(Patience.Long);

        Assert.That((tool.ExitCode, error, (await peer.Ended.WaitAsync(Patience.Long))?.Code), Is.EqualTo((0, "", 1000)));
    }

    private Process Listen()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "TokenSocket.Cli"), ["listen", _server.Url.ToString(), "--json"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TOKENSOCKET_TOKEN"] = _server.Tokens.IssueRandom() },
        };
        return Process.Start(start)!;
    }

    private async Task<GatewayConnection> ConnectedAsync(Process tool)
    {
        while (await tool.StandardOutput.ReadLineAsync().WaitAsync(Patience.Long) is { } line && !line.StartsWith("{\"notice\":\"connected\"", StringComparison.Ordinal))
        {
        }

        return _server.Gateway.Connections.Single();
    }
}
