using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Tests.Verdicts;

public sealed class WaitTests
{
    [TestCase(10, 31)]
    [TestCase(31, 31)]
    [TestCase(200, 200)]
    [TestCase(3600, 3600)]
    [TestCase(7200, 3600)]
    public async Task Retry_After_raises_a_wait_and_is_cut_at_an_hour(double retryAfter, double wait)
    {
        var bench = new Bench();
        bench.Gateway.RefuseAll(503, S(retryAfter));

        await bench.Client.StartAsync();

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { S(wait) }));
    }

    [TestCase(0, 31)]
    [TestCase(0.5, 38.75)]
    [TestCase(0.999, 46.4845)]
    public async Task Jitter_adds_to_the_first_wait(double dice, double wait)
    {
        var bench = new Bench(o => o with { ReconnectJitter = 0.5 }, services: s => s with { Dice = () => dice });
        bench.Gateway.BeUnreachable();

        await bench.Client.StartAsync();

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { S(wait) }));
    }

    [Test]
    public async Task Jitter_takes_from_the_longest_wait()
    {
        var bench = new Bench(
            o => o with { InitialReconnectInterval = S(90), MaxReconnectInterval = S(120), ReconnectJitter = 0.5 },
            services: s => s with { Dice = () => 0.5 });
        bench.Gateway.BeUnreachable();
        await bench.Client.StartAsync();

        bench.Advance(bench.Notices.Waits[0]);

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { S(112.5), S(96) }));
    }

    [Test]
    public async Task A_maximum_below_the_first_interval_is_every_wait()
    {
        var bench = new Bench(o => o with { MaxReconnectInterval = S(5) });
        bench.Gateway.BeUnreachable();

        await bench.Client.StartAsync();
        bench.Advance(10);

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { S(5), S(5), S(5) }));
    }

    [Test]
    public void A_maximum_below_the_first_interval_is_one_warning()
    {
        var bench = new Bench(o => o with { MaxReconnectInterval = S(5) });

        Assert.That(bench.Log.Lines(LogEventLevel.Warning), Is.EqualTo(new[]
        {
            "MaxReconnectInterval 00:00:05 is below the first interval 00:00:31, so every wait is 00:00:05; raise it, or lower InitialReconnectInterval",
        }));
    }

    [Test]
    public void A_maximum_equal_to_the_first_interval_is_no_warning()
    {
        var bench = new Bench(o => o with { MaxReconnectInterval = S(31) });

        Assert.That(bench.Log.Events, Is.Empty);
    }

    [Test]
    public async Task A_maximum_lowered_below_the_first_interval_while_running_is_one_warning()
    {
        var bench = await Bench.StableAsync();

        bench.Update(o => o with { MaxReconnectInterval = S(5) });
        bench.Update(o => o with { MaxReconnectInterval = S(5), VerboseLogging = true });

        Assert.That(bench.Log.Lines(LogEventLevel.Warning), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_least_wait_of_a_row_exceeds_the_maximum()
    {
        var bench = await Bench.StartedAsync(o => o with { Dialect = Asking(S(300)) });

        bench.Gateway.Close(4500);

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { S(300) }));
    }

    private static CloseDialect Asking(TimeSpan atLeast) => KnownDialects.TokenSocket with
    {
        Rules = [.. KnownDialects.TokenSocket.Rules, new(4500, "Asking", CloseMeaning.Overloaded, ReconnectVerdict.AfterBackoff, "Later.", "Wait.", atLeast)],
    };

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
