using TokenSocket.CloseCodes;

namespace TokenSocket.DiscordAlerts.Tests;

public sealed class QueueOutcomeTests
{
    private static readonly DisconnectInfo Drop = new(DisconnectCause.Dropped, 1006);

    [Test]
    public void Tries_again_with_backoff_and_drops_the_alert_after_ten_tries()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerAll(() => new AlertOutcome.TryLater("HTTP 500"));

        bench.TellFailure(Drop);
        bench.Advance(7200);

        Assert.That(
            (bench.Waits, bench.Log.Lines(Serilog.Events.LogEventLevel.Warning)),
            Is.EqualTo((new double[] { 5, 10, 20, 40, 80, 120, 120, 120, 120 }, new[] { "An alert of bot is dropped after 10 tries, the last: HTTP 500" })));
    }

    [Test]
    public void Waits_at_least_as_long_as_a_failing_server_asks()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerNext(new AlertOutcome.TryLater("HTTP 503") { Pause = TimeSpan.FromSeconds(44) });

        bench.TellFailure(Drop);
        bench.Advance(60);

        Assert.That(bench.Times, Is.EqualTo([10, 54]));
    }

    [Test]
    public void Takes_a_sender_that_throws_for_a_failing_network()
    {
        var bench = AlertBench.Stable();
        bench.Sender.ThrowNext(new InvalidOperationException(AlertBench.Token));

        bench.TellFailure(Drop);
        bench.Advance(5);

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ⏳ Reconnecting", "post: ⏳ Reconnecting"]));
    }

    [Test]
    public void Posts_anew_what_cannot_be_edited()
    {
        var bench = AlertBench.Stable();
        bench.Gateway.Drop();
        bench.Sender.AnswerNext(new AlertOutcome.MessageGone());

        bench.Advance(32);

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ⏳ Reconnecting", "edit 2: ✅ Connected", "post: ✅ Connected"]));
    }

    [Test]
    public void Posts_anew_where_an_answer_gave_no_id()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerNext(new AlertOutcome.Sent(null));
        bench.Gateway.Drop();

        bench.Advance(32);

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ⏳ Reconnecting", "post: ✅ Connected"]));
    }

    [Test]
    public void Drops_a_rejected_alert_with_one_log_line_and_sends_the_next()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerNext(new AlertOutcome.Rejected("HTTP 400 code 50035"));
        bench.Gateway.Drop();

        bench.Advance(32);

        Assert.That(
            (bench.Sender.Story, bench.Log.Events.Select(one => one.RenderMessage())),
            Is.EqualTo((new[] { "post: ⏳ Reconnecting", "post: ✅ Connected" }, new[] { "Discord refused an alert of bot, HTTP 400 code 50035; it is dropped" })));
    }

    [Test]
    public void Calls_a_webhook_that_is_gone_never_again_and_logs_it_once()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerNext(new AlertOutcome.WebhookGone("HTTP 404 code 10015"));
        bench.Gateway.Drop();

        bench.Advance(3600);
        bench.Update(isOn: false);
        bench.Update();
        bench.Gateway.Close(4002);

        Assert.That(
            (bench.Sender.Calls.Count, bench.Log.Events.Select(one => one.RenderMessage())),
            Is.EqualTo((1, new[] { "Discord refuses the webhook https://discord.example/api/webhooks/123/*** of bot, HTTP 404 code 10015; its alerts are off until another address is set" })));
    }

    [Test]
    public void Goes_on_when_another_webhook_takes_the_place_of_one_that_is_gone()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerNext(new AlertOutcome.WebhookGone("HTTP 401"));
        bench.Gateway.Drop();

        bench.Update(new DiscordAlertOptions { WebhookUrl = new Uri("https://discord.example/api/webhooks/2/other") });

        Assert.That(bench.Sender.Last.ToString(), Is.EqualTo("post: ⏳ Reconnecting"));
    }
}
