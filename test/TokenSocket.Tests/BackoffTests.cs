using TokenSocket.Notices;

namespace TokenSocket.Tests;

public sealed class BackoffTests
{
    private static readonly TimeSpan[] Schedule = [S(31), S(62), S(120), S(120)];

    [Test]
    public async Task Waits_31_62_120_120_seconds_while_nobody_answers()
    {
        var bench = new Bench();
        bench.Gateway.BeUnreachable();

        await bench.Client.StartAsync();
        bench.Advance(31 + 62 + 120);

        Assert.That(bench.Notices.Waits, Is.EqualTo(Schedule));
    }

    [Test]
    public async Task Failures_are_forgotten_after_10_seconds_up()
    {
        var bench = await Bench.StartedAsync();
        bench.Gateway.Close(1006);
        bench.Advance(31);
        bench.Advance(10);

        bench.Gateway.Close(1006);

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { S(31), S(31) }));
    }

    [Test]
    public async Task Failures_are_not_forgotten_after_9_999_milliseconds_up()
    {
        var bench = await Bench.StartedAsync();
        bench.Gateway.Close(1006);
        bench.Advance(31);
        bench.Advance(9.999);

        bench.Gateway.Close(1006);

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { S(31), S(62) }));
    }

    [Test]
    public async Task The_next_attempt_is_announced_with_its_time_of_day()
    {
        var bench = await Bench.StartedAsync();

        bench.Gateway.Close(1006);

        Assert.That(bench.Notices.Last, Is.EqualTo(new RetryScheduled(S(31), 2, bench.Time.GetUtcNow() + S(31))));
    }

    [Test]
    public async Task The_next_attempt_begins_when_the_wait_is_over_and_not_before()
    {
        var bench = await Bench.StartedAsync();
        bench.Gateway.Close(1006);

        bench.Advance(30.999);
        var early = bench.Gateway.Dials.Count;
        bench.Advance(0.001);

        Assert.That((early, bench.Gateway.Dials.Count), Is.EqualTo((1, 2)));
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
