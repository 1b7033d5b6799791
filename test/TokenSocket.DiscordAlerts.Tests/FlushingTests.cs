using TokenSocket.CloseCodes;

namespace TokenSocket.DiscordAlerts.Tests;

public sealed class FlushingTests
{
    private static readonly DisconnectInfo Drop = new(DisconnectCause.Dropped, 1006);

    [Test]
    public void Is_done_at_once_where_nothing_waits()
    {
        var bench = AlertBench.Stable();

        Assert.That(bench.Alerts.FlushAsync().IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task Sends_an_edit_that_was_held_back()
    {
        var bench = AlertBench.Stable();
        bench.TellFailure(Drop);
        bench.TellFailure(Drop);
        await bench.Client.StopAsync();

        var disposed = bench.Alerts.DisposeAsync().AsTask();
        bench.Advance(3);
        await disposed;

        Assert.That((bench.Sender.Last.ToString(), bench.Sender.Last.At), Is.EqualTo(("edit 2: ⏳ Stopped", TimeSpan.FromSeconds(10))));
    }

    [Test]
    public async Task Honours_a_limit_for_three_seconds_and_gives_up()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerAll(() => new AlertOutcome.RateLimited(false) { Pause = TimeSpan.FromSeconds(60) });
        bench.TellFailure(Drop);

        var disposed = bench.Alerts.DisposeAsync().AsTask();
        bench.Advance(2.999);
        var early = disposed.IsCompleted;
        bench.Advance(0.001);
        await disposed;
        bench.Advance(3600);

        Assert.That((early, bench.Sender.Calls.Count), Is.EqualTo((false, 1)));
    }

    [Test]
    public async Task Waits_for_a_limit_that_ends_in_time()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerNext(new AlertOutcome.RateLimited(false) { Pause = TimeSpan.FromSeconds(2) });
        bench.TellFailure(Drop);

        var disposed = bench.Alerts.DisposeAsync().AsTask();
        bench.Advance(2);
        await disposed;

        Assert.That(bench.Sender.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Gives_up_on_a_request_that_hangs_and_cancels_it()
    {
        var bench = AlertBench.Stable();
        bench.Sender.HoldNext();
        bench.TellFailure(Drop);

        var disposed = bench.Alerts.DisposeAsync().AsTask();
        bench.Advance(3);
        await disposed;

        Assert.That(bench.Sender.LastToken.IsCancellationRequested, Is.True);
    }

    [Test]
    public async Task Ends_early_and_quietly_when_it_is_cancelled()
    {
        var bench = AlertBench.Stable();
        bench.Sender.HoldNext();
        bench.TellFailure(Drop);
        using var patience = new CancellationTokenSource();

        var flushed = bench.Alerts.FlushAsync(patience.Token);
        patience.Cancel();
        await flushed;

        Assert.That(bench.Time.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task Is_the_last_that_is_heard_of_disposed_alerts()
    {
        var bench = AlertBench.Started();
        await bench.Alerts.DisposeAsync();

        bench.Alerts.OnNext(AlertBench.Failure(Drop));
        bench.Update(new DiscordAlertOptions { WebhookUrl = new Uri("https://discord.example/api/webhooks/2/other") });
        bench.Time.Advance(TimeSpan.FromHours(1));

        Assert.That(bench.Sender.Calls, Is.Empty);
    }

    [Test]
    public async Task Nothing_is_sent_when_a_held_request_ends_after_dispose()
    {
        var bench = AlertBench.Stable();
        var held = bench.Sender.HoldNext();
        bench.TellFailure(Drop);
        bench.TellFailure(Drop);
        var disposed = bench.Alerts.DisposeAsync().AsTask();
        bench.Advance(3);
        await disposed;

        held.SetResult(new AlertOutcome.Sent(2));

        Assert.That(bench.Sender.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Leaves_no_timer_behind()
    {
        var bench = AlertBench.Started();
        await bench.Client.DisposeAsync();
        bench.Alerts.OnNext(new Notices.Connected());
        bench.Sender.AnswerAll(() => new AlertOutcome.TryLater("HTTP 500"));
        bench.TellFailure(Drop);
        var disposed = bench.Alerts.DisposeAsync().AsTask();
        bench.Advance(3);

        await disposed;

        Assert.That(bench.Time.Timers, Is.Zero);
    }

    [Test]
    public async Task Twice_is_as_good_as_once()
    {
        var bench = AlertBench.Stable();
        await bench.Alerts.DisposeAsync();

        Assert.That(bench.Alerts.DisposeAsync().AsTask().IsCompletedSuccessfully, Is.True);
    }
}
