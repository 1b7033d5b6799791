using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Tests;

public sealed class LimitTests
{
    [Test]
    public async Task MaxAttempts_of_3_gives_up_after_the_third_failure()
    {
        var bench = new Bench(o => o with { MaxAttempts = 3 });
        bench.Gateway.BeUnreachable();

        await bench.Client.StartAsync();
        bench.Time.Advance(TimeSpan.FromDays(1));

        Assert.That(
            (bench.Gateway.Dials.Count, (await bench.Client.Completion).Message),
            Is.EqualTo((3, "Gave up after 3 failed attempts (MaxAttempts); the last: The server cannot be reached.")));
    }

    [Test]
    public async Task MaxAttempts_counts_anew_after_a_stable_connection()
    {
        var bench = await Bench.StableAsync(o => o with { MaxAttempts = 2 });
        for (var n = 0; n < 5; n++)
        {
            bench.Gateway.Drop();
            bench.Advance(31 + 10);
        }

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public async Task MaxOutage_gives_up_at_its_very_moment()
    {
        var bench = await Bench.StableAsync(o => o with { MaxOutage = S(100) });
        bench.Gateway.BeUnreachable();
        bench.Gateway.Drop();
        bench.Advance(99.999);
        var early = bench.Client.CurrentStatus;

        bench.Advance(0.001);

        Assert.That(
            (early, bench.Client.CurrentStatus, (await bench.Client.Completion).Message),
            Is.EqualTo((ConnectionStatus.Reconnecting, ConnectionStatus.Stopped, "Gave up after 00:01:40 without a stable connection (MaxOutage).")));
    }

    [Test]
    public async Task MaxOutage_spares_a_connection_that_becomes_stable()
    {
        var bench = await Bench.StableAsync(o => o with { MaxOutage = S(100) });
        bench.Gateway.Drop();

        bench.Advance(1000);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public async Task ConnectTimeout_ends_a_handshake_that_nobody_answers_as_a_retry()
    {
        var bench = new Bench();
        bench.Gateway.IgnoreAll();
        await bench.Client.StartAsync();
        bench.Advance(14.999);
        var early = bench.Notices.Waits.Count;

        bench.Advance(0.001);

        Assert.That(
            (early, bench.Notices.Of<Disconnected>()[0].Info.Cause, bench.Notices.Waits.Count, bench.Gateway.OpenConnections),
            Is.EqualTo((0, DisconnectCause.TimedOut, 1, 0)));
    }

    [Test]
    public async Task IdleTimeout_ends_a_connection_without_messages()
    {
        var bench = await Bench.StartedAsync(o => o with { IdleTimeout = S(60) });
        bench.Advance(59);
        bench.Gateway.Send("text");
        bench.Advance(59.999);
        var early = bench.Client.CurrentStatus;

        bench.Advance(0.001);

        Assert.That((early, bench.Notices.Of<Disconnected>()[0].Info.Cause), Is.EqualTo((ConnectionStatus.Connected, DisconnectCause.Idle)));
    }

    [Test]
    public async Task StableAfter_says_when_failures_are_forgotten()
    {
        var bench = await Bench.StartedAsync(o => o with { StableAfter = S(60) });
        bench.Gateway.Drop();
        bench.Advance(31 + 59.999);

        bench.Gateway.Drop();

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { S(31), S(62) }));
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
