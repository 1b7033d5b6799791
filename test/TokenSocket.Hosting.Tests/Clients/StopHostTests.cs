using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TokenSocket.Notices;

namespace TokenSocket.Hosting.Tests.Clients;

[NonParallelizable]
public sealed class StopHostTests
{
    private int _exitCode;

    [SetUp]
    public void Remember() => _exitCode = Environment.ExitCode;

    [TearDown]
    public void Restore() => Environment.ExitCode = _exitCode;

    [TestCase("true", 4004, true, 1)]
    [TestCase("true", 4003, true, 1)]
    [TestCase("true", 1006, false, 0)]
    [TestCase("false", 4004, false, 0)]
    [TestCase("", 4004, false, 0)]
    public async Task A_permanent_stop_ends_the_process_with_1_where_the_option_says_so(string option, int code, bool stops, int exitCode)
    {
        using var bench = await HostBench.StableAsync(options: ("StopHostWhenStopped", option));

        bench.Gateway.Close(code);

        Assert.That((IsStopping(bench), Environment.ExitCode), Is.EqualTo((stops, exitCode)));
    }

    [Test]
    public async Task A_give_up_does_too()
    {
        using var bench = await HostBench.StableAsync(options: [("StopHostWhenStopped", "true"), ("MaxOutage", "60000")]);
        bench.Gateway.BeUnreachable();
        bench.Gateway.Drop();

        bench.Advance(60);

        Assert.That((IsStopping(bench), Environment.ExitCode), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task A_stop_by_the_program_does_not()
    {
        using var bench = await HostBench.StableAsync(options: ("StopHostWhenStopped", "true"));

        await bench.Client.StopAsync();

        Assert.That((IsStopping(bench), Environment.ExitCode), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task Then_nothing_revives()
    {
        using var bench = await HostBench.StableAsync(options: ("StopHostWhenStopped", "true"));
        bench.Gateway.Close(4004);

        bench.Save("Token", "new-token");

        Assert.That((bench.Gateway.Dials.Count, bench.Client.CurrentStatus), Is.EqualTo((1, ConnectionStatus.Stopped)));
    }

    [Test]
    public async Task It_may_be_switched_on_while_the_host_runs()
    {
        using var bench = await HostBench.StableAsync();
        bench.Save("StopHostWhenStopped", "true");

        bench.Gateway.Close(4004);

        Assert.That(IsStopping(bench), Is.True);
    }

    private static bool IsStopping(HostBench bench) =>
        bench.Host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;
}
