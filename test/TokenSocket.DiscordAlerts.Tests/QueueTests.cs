using TokenSocket.CloseCodes;

namespace TokenSocket.DiscordAlerts.Tests;

public sealed class QueueTests
{
    private static readonly DisconnectInfo Drop = new(DisconnectCause.Dropped, 1006);

    [Test]
    public void Sends_one_request_at_a_time()
    {
        var bench = AlertBench.Stable();
        var held = bench.Sender.HoldNext();
        bench.TellFailure(Drop);

        bench.Gateway.Close(4002);
        var during = bench.Sender.Calls.Count;
        held.SetResult(new AlertOutcome.Sent(2));

        Assert.That((during, bench.Sender.Calls.Count), Is.EqualTo((1, 3)));
    }

    [Test]
    public void Never_blocks_the_client_while_the_webhook_hangs()
    {
        var bench = AlertBench.Stable();
        bench.Sender.HoldNext();

        bench.Gateway.Drop();
        bench.Advance(31);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(Notices.ConnectionStatus.Connected));
    }

    [Test]
    public void Replaces_a_waiting_edit_by_the_newer_one_of_its_outage()
    {
        var bench = AlertBench.Stable();
        var held = bench.Sender.HoldNext();
        bench.TellFailure(Drop);
        bench.TellFailure(Drop with { Reason = "second" });
        bench.TellFailure(Drop with { Reason = "third" });

        held.SetResult(new AlertOutcome.Sent(2));
        bench.Advance(60);

        Assert.That(bench.Sender.Calls.Skip(1).Select(call => call.Embed.Fields[0].Value), Is.EqualTo(["“third”"]));
    }

    [Test]
    public void Edits_a_message_at_most_once_in_5_seconds()
    {
        var bench = AlertBench.Stable();
        bench.TellFailure(Drop);
        for (var second = 0; second < 20; second++)
        {
            bench.TellFailure(Drop);
            bench.Advance(1);
        }

        var edits = bench.Sender.Calls.Where(call => call.Edited is not null).Select(call => call.At.TotalSeconds);

        Assert.That(edits, Is.EqualTo([10, 15, 20, 25, 30]));
    }

    [Test]
    public void Posts_another_message_while_an_edit_is_held_back()
    {
        var bench = AlertBench.Stable();
        bench.TellFailure(Drop);
        bench.TellFailure(Drop);

        bench.Gateway.Close(4002);

        Assert.That((bench.Sender.Last.ToString(), bench.Sender.Last.At), Is.EqualTo(("post: ❌ Invalid Token", TimeSpan.FromSeconds(10))));
    }

    [Test]
    public void Waits_as_long_as_a_429_says()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerNext(Limited(7.5));

        bench.Gateway.Drop();
        bench.Advance(20);

        Assert.That(bench.Times, Is.EqualTo([10, 17.5]));
    }

    [Test]
    public void Waits_longer_each_time_where_429_follows_429_with_no_wait()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerAll(() => Limited(0));

        bench.TellFailure(Drop);
        bench.Advance(60);

        Assert.That(bench.Times, Is.EqualTo([10, 10, 15, 25, 45]));
    }

    [Test]
    public void Never_drops_an_alert_for_being_rate_limited()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerAll(() => Limited(60));
        bench.TellFailure(Drop);
        bench.Advance(7200);
        bench.Sender.AnswerAll(null);

        bench.Advance(120);

        Assert.That((bench.Log.Events.Count, bench.Sender.Last.ToString()), Is.EqualTo((0, "post: ⏳ Reconnecting")));
    }

    [Test]
    public void Keeps_a_global_limit_when_the_webhook_changes()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerNext(Limited(30) with { IsGlobal = true });
        bench.Gateway.Drop();

        bench.Update(new DiscordAlertOptions { WebhookUrl = new Uri("https://discord.example/api/webhooks/2/other") });
        bench.Advance(30);

        Assert.That(bench.Times, Is.EqualTo([10, 40]));
    }

    [Test]
    public void Forgets_a_limit_of_one_webhook_when_it_changes()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerNext(Limited(30));
        bench.Gateway.Drop();

        bench.Update(new DiscordAlertOptions { WebhookUrl = new Uri("https://discord.example/api/webhooks/2/other") });

        Assert.That(bench.Times, Is.EqualTo([10, 10]));
    }

    [Test]
    public void Keeps_a_limit_when_alerts_are_switched_off_and_on()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerNext(Limited(20));
        bench.Gateway.Drop();

        bench.Update(isOn: false);
        bench.Update();
        bench.Advance(20);

        Assert.That(bench.Times, Is.EqualTo([10, 30]));
    }

    [Test]
    public void Waits_before_the_next_where_an_answer_spent_the_last_request()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerNext(new AlertOutcome.Sent(2) { Pause = TimeSpan.FromSeconds(3) });

        bench.Gateway.Drop();
        bench.Gateway.BeUnreachable();
        bench.TellFailure(Drop);
        bench.Advance(10);

        Assert.That(bench.Times, Is.EqualTo([10, 13]));
    }

    [Test]
    public void Keeps_the_newest_hundred_while_nothing_can_be_sent()
    {
        var bench = AlertBench.Started();
        bench.Sender.HoldNext();
        bench.Advance(10);
        for (var i = 0; i < 300; i++)
        {
            bench.Gateway.Close(4002);
            bench.Start();
        }

        Assert.That(bench.Alerts.Kept, Is.EqualTo(AlertQueue.Capacity));
    }

    [Test]
    public void Drops_the_oldest_first()
    {
        var bench = AlertBench.Started();
        var held = bench.Sender.HoldNext();
        bench.Advance(10);
        for (var i = 0; i < 101; i++)
        {
            bench.Alerts.OnNext(new Notices.Stopped(new(Notices.StopKind.Verdict, Dialects.KnownDialects.TokenSocket.Find(4002), i, "m", "r")));
        }

        held.SetResult(new AlertOutcome.Sent(1));

        Assert.That(bench.Sender.Calls[1].Embed.Description, Does.EndWith("\nCode: 1"));
    }

    private static AlertOutcome.RateLimited Limited(double seconds) => new(IsGlobal: false) { Pause = TimeSpan.FromSeconds(seconds) };
}
