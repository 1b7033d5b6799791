namespace TokenSocket.DiscordAlerts.Tests;

public sealed class SwitchingTests
{
    private static readonly DiscordAlertOptions Elsewhere = new() { WebhookUrl = new Uri("https://discord.example/api/webhooks/456/other") };

    [Test]
    public void Off_says_nothing()
    {
        var bench = new AlertBench();
        bench.Update(isOn: false);

        bench.Start();
        bench.Advance(60);

        Assert.That(bench.Sender.Calls, Is.Empty);
    }

    [Test]
    public void On_without_a_webhook_says_nothing()
    {
        var bench = new AlertBench();
        bench.Update(new DiscordAlertOptions());

        bench.Start();
        bench.Advance(60);

        Assert.That(bench.Sender.Calls, Is.Empty);
    }

    [Test]
    public void On_during_an_outage_tells_it()
    {
        var bench = AlertBench.Stable();
        bench.Update(isOn: false);
        bench.Gateway.Drop();

        bench.Update();

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ⏳ Reconnecting"]));
    }

    [Test]
    public void On_while_connected_tells_it()
    {
        var bench = new AlertBench();
        bench.Update(isOn: false);
        bench.Start();
        bench.Advance(60);

        bench.Update();

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ✅ Connected"]));
    }

    [Test]
    public void On_after_a_stop_for_good_tells_it()
    {
        var bench = AlertBench.Stable();
        bench.Update(isOn: false);
        bench.Gateway.Close(4004);

        bench.Update();

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ❌ Deleted Token"]));
    }

    [Test]
    public async Task On_after_a_stop_on_request_says_nothing()
    {
        var bench = AlertBench.Stable();
        bench.Update(isOn: false);
        bench.Gateway.Drop();
        await bench.Client.StopAsync();

        bench.Update();

        Assert.That(bench.Sender.Calls, Is.Empty);
    }

    [Test]
    public void To_another_webhook_puts_the_outage_there_anew_and_edits_it_there()
    {
        var bench = AlertBench.Stable();
        bench.Gateway.Drop();

        bench.Update(Elsewhere);
        bench.Advance(32);

        Assert.That(
            bench.Sender.Calls.Select(call => $"{call} {call.Address.Url.Segments[3]}"),
            Is.EqualTo(["post: ⏳ Reconnecting 123/", "post: ⏳ Reconnecting 456/", "edit 3: ✅ Connected 456/"]));
    }

    [Test]
    public void To_another_thread_puts_the_state_there_anew()
    {
        var bench = AlertBench.Stable();

        bench.Update(new DiscordAlertOptions { WebhookUrl = AlertBench.Webhook, ThreadId = 77 });

        Assert.That((bench.Sender.Last.ToString(), bench.Sender.Last.Address.ThreadId), Is.EqualTo(("post: ✅ Connected", 77)));
    }

    [Test]
    public void Colours_and_names_hold_for_the_next_message()
    {
        var bench = AlertBench.Stable();

        bench.Update(new DiscordAlertOptions { WebhookUrl = AlertBench.Webhook, Username = "Watch", Colors = new AlertColors { None = 1 }, Emojis = new AlertEmojis { None = "🔌" } });
        bench.Gateway.Drop();

        Assert.That(
            bench.Sender.Calls.Select(call => (call.Payload.Username, call.Embed.Color, call.Title)),
            Is.EqualTo([("Watch", 1, "🔌 Reconnecting")]));
    }

    [Test]
    public void Is_not_done_by_changing_options_that_were_handed_over()
    {
        var bench = AlertBench.Stable();
        var options = new DiscordAlertOptions { WebhookUrl = AlertBench.Webhook };
        bench.Update(options);

        options.Colors.None = 1;
        bench.Gateway.Drop();

        Assert.That(bench.Sender.Last.Embed.Color, Is.EqualTo(0x777f8d));
    }

    [Test]
    public void To_options_with_faults_throws_all_of_them_and_shows_no_secret()
    {
        var bench = new AlertBench();

        var thrown = Assert.Throws<ArgumentException>(() => bench.Update(new DiscordAlertOptions
        {
            WebhookUrl = new Uri($"http://discord.example/api/webhooks/1/{AlertBench.Token}"),
            Username = "",
        }));

        Assert.That(
            (thrown.Message.Contains("Discord:WebhookUrl", StringComparison.Ordinal), thrown.Message.Contains("Discord:Username", StringComparison.Ordinal), thrown.ToString().Contains(AlertBench.Token, StringComparison.Ordinal)),
            Is.EqualTo((true, true, false)));
    }
}
