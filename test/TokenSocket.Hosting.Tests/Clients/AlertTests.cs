namespace TokenSocket.Hosting.Tests.Clients;

public sealed class AlertTests
{
    private static readonly (string Key, string Value) Webhook = ("Discord:WebhookUrl", "https://discord.com/api/webhooks/1/hidden-webhook-token");

    [TestCase("true", 1)]
    [TestCase("false", 0)]
    public async Task They_are_sent_only_with_VerboseLogging_on(string verbose, int alerts)
    {
        using var bench = await HostBench.StableAsync(options: [Webhook, ("VerboseLogging", verbose)]);

        bench.Gateway.Close(4004);

        Assert.That(bench.Alerts.Calls, Has.Count.EqualTo(alerts));
    }

    [Test]
    public async Task VerboseLogging_switched_on_in_the_file_tells_at_once_how_it_is()
    {
        using var bench = await HostBench.StableAsync(options: Webhook);

        bench.Save("VerboseLogging", "true");

        Assert.That((bench.Alerts.Calls, bench.Gateway.Dials.Count), Is.EqualTo((new List<string> { "post ✅ Connected at 1" }, 1)));
    }

    [Test]
    public async Task Switched_off_it_is_silent_again()
    {
        using var bench = await HostBench.StableAsync(options: [Webhook, ("VerboseLogging", "true")]);

        bench.Save("VerboseLogging", "false");
        bench.Gateway.Close(4004);

        Assert.That(bench.Alerts.Calls, Is.Empty);
    }

    [Test]
    public async Task Another_webhook_in_the_file_gets_the_next_alert()
    {
        using var bench = await HostBench.StableAsync(options: [Webhook, ("VerboseLogging", "true")]);

        bench.Save("Discord:WebhookUrl", "https://discord.com/api/webhooks/2/t");
        bench.Gateway.Close(4004);

        Assert.That(bench.Alerts.Calls, Is.EqualTo(["post ✅ Connected at 2", "post ❌ Deleted Token at 2"]));
    }

    [Test]
    public async Task A_program_that_is_behind_with_its_messages_does_not_hold_them_up()
    {
        using var bench = await HostBench.StableAsync(options: [Webhook, ("VerboseLogging", "true")]);
        await using var reader = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var reading = reader.MoveNextAsync();
        bench.Gateway.Send("taken");
        bench.Gateway.Send("waits");

        bench.Gateway.Close(1006);
        bench.Advance(31 + 1);

        Assert.That((bench.Alerts.Calls, await reading), Is.EqualTo((new List<string> { "post ⏳ Reconnecting at 1", "edit 1 ✅ Connected at 1" }, true)));
    }

    [Test]
    public async Task A_channel_that_never_answers_touches_nothing()
    {
        using var bench = await HostBench.StableAsync(options: [Webhook, ("VerboseLogging", "true")]);
        bench.Alerts.IsStuck = true;

        bench.Gateway.Close(1006);
        bench.Advance(31);

        Assert.That((bench.Gateway.Dials.Count, bench.Gateway.OpenConnections), Is.EqualTo((2, 1)));
    }
}
