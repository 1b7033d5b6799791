using Microsoft.Extensions.Diagnostics.HealthChecks;
using TokenSocket.Secrecy;

namespace TokenSocket.Hosting.Tests.Clients;

public sealed class HealthTests
{
    [Test]
    public async Task A_connected_client_is_healthy()
    {
        using var bench = await HostBench.StableAsync();

        var health = await bench.HealthAsync();

        Assert.That((health.Status, health.Description, health.Data["status"]), Is.EqualTo((HealthStatus.Healthy, "Connected.", "Connected")));
    }

    [Test]
    public async Task A_reconnecting_one_is_degraded_with_the_last_code_and_message()
    {
        using var bench = await HostBench.StableAsync();

        bench.Gateway.Close(1011, RunSecrets.Token);

        var health = await bench.HealthAsync();
        Assert.That(
            (health.Status, health.Data["code"], health.Data["message"], health.Data["status"]),
            Is.EqualTo((HealthStatus.Degraded, 1011, "The server met an error of its own.", "Reconnecting")));
    }

    [Test]
    public async Task One_that_has_stopped_for_good_is_unhealthy_and_says_what_to_do()
    {
        using var bench = await HostBench.StableAsync();

        bench.Gateway.Close(4004);

        var health = await bench.HealthAsync();
        Assert.That(
            (health.Status, health.Description, health.Data["code"], health.Data["name"]),
            Is.EqualTo((HealthStatus.Unhealthy, "Stopped: The API token has been deleted. Generate a new token.", 4004, "Deleted Token")));
    }

    [Test]
    public async Task One_that_gave_up_is_unhealthy()
    {
        using var bench = HostBench.Made(options: ("MaxAttempts", "1"));
        bench.Gateway.BeUnreachable();
        await bench.Host.StartAsync();

        var health = await bench.HealthAsync();

        Assert.That((health.Status, health.Data.ContainsKey("code"), (string)health.Data["message"]), Is.EqualTo((HealthStatus.Unhealthy, false, (await bench.Client.Completion).Message)));
    }

    [Test]
    public async Task Back_again_it_is_healthy_and_still_knows_the_last_code()
    {
        using var bench = await HostBench.StableAsync();
        bench.Gateway.Close(1011);
        bench.Advance(31);

        var health = await bench.HealthAsync();

        Assert.That((health.Status, health.Data["code"]), Is.EqualTo((HealthStatus.Healthy, 1011)));
    }

    [Test]
    public async Task One_that_has_not_started_is_degraded()
    {
        using var bench = HostBench.Made();

        Assert.That(((await bench.HealthAsync()).Status, (await bench.HealthAsync()).Description), Is.EqualTo((HealthStatus.Degraded, "Idle.")));
    }

    [Test]
    public async Task The_check_has_the_clients_name_and_a_tag()
    {
        using var bench = await HostBench.StableAsync();

        Assert.That((await bench.HealthAsync()).Tags, Is.EqualTo(["tokensocket"]));
    }
}
