using System.Diagnostics.Metrics;
using TokenSocket.Testing;

namespace TokenSocket.DiscordAlerts.Tests;

[NonParallelizable]
public sealed class MetricsTests
{
    [Test]
    public void Count_what_was_sent_and_what_was_dropped()
    {
        var counted = new List<string>();
        using var listener = Listening((count, tags) => counted.Add($"{count} {tags}"));
        var bench = AlertBench.Started();
        bench.Advance(1);
        bench.Sender.AnswerNext(new AlertOutcome.Rejected("HTTP 400"));

        bench.Gateway.Drop();

        Assert.That(counted, Is.EqualTo(["1 outcome=sent tokensocket.client=bot", "1 outcome=dropped tokensocket.client=bot"]));
    }

    [Test]
    public void Count_what_waits_when_alerts_are_switched_off()
    {
        var bench = AlertBench.Stable();
        bench.Sender.HoldNext();
        bench.Gateway.Drop();
        var counted = new List<string>();
        using var listener = Listening((count, tags) => counted.Add($"{count} {tags}"));

        bench.Update(isOn: false);

        Assert.That(counted, Is.EqualTo(["1 outcome=dropped tokensocket.client=bot"]));
    }

    [Test]
    public async Task Count_a_request_that_outlives_its_client_once()
    {
        var bench = AlertBench.Stable();
        var held = bench.Sender.HoldNext();
        bench.Gateway.Drop();
        var counted = new List<string>();
        using var listener = Listening((count, tags) => counted.Add($"{count} {tags}"));
        var disposed = bench.Alerts.DisposeAsync().AsTask();
        bench.Advance(3);
        await disposed;

        held.SetResult(new AlertOutcome.Sent(2));

        Assert.That(counted, Is.EqualTo(["1 outcome=dropped tokensocket.client=bot"]));
    }

    [Test]
    public async Task Count_each_one_once_while_another_thread_sends()
    {
        var counted = 0L;
        using var listener = Listening((count, _) => Interlocked.Add(ref counted, count));
        var sender = new FakeAlertSender(new VirtualTime());
        sender.AnswerAll(() => new AlertOutcome.Rejected("HTTP 400"));
        var alerts = new ConnectionAlerts(sender, "bot");
        alerts.Update(new DiscordAlertOptions { WebhookUrl = AlertBench.Webhook }, isOn: true, gateway: null);

        for (var i = 0; i < 50_000; i++)
        {
            alerts.OnNext(new Notices.Stopped(new(Notices.StopKind.Verdict, Dialects.KnownDialects.TokenSocket.Find(4002), 4002, "m", "r")));
        }

        await alerts.DisposeAsync();
        Assert.That(counted, Is.EqualTo(50_000));
    }

    [Test]
    public void That_cannot_be_counted_cost_no_alert()
    {
        using var listener = Listening((_, _) => throw new InvalidOperationException("no"));
        var bench = AlertBench.Started();

        bench.Advance(1);
        bench.Gateway.Drop();

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ✅ Connected", "post: ⏳ Reconnecting"]));
    }

    [Test]
    public void Come_from_the_meter_of_the_factory()
    {
        using var factory = new FakeMeterFactory();
        var metrics = new AlertMetrics(factory, "bot");

        metrics.Dropped(3);

        Assert.That((factory.Made.Name, factory.Made.Scope), Is.EqualTo(("TokenSocket", factory)));
    }

    private static MeterListener Listening(Action<long, string> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument is { Name: "tokensocket.alerts", Unit: "{alert}", Meter.Name: "TokenSocket" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            counted(count, string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))));
        listener.Start();
        return listener;
    }

    private sealed class FakeMeterFactory : IMeterFactory
    {
        public Meter Made { get; private set; } = null!;

        public Meter Create(MeterOptions options) => Made = new Meter(options.Name, options.Version, options.Tags, this);

        public void Dispose() => Made.Dispose();
    }
}
