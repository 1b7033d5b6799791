using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Tests;

/// <summary>One scripted day: drops, refusals, silences, restarts and flapping, the same on every run.</summary>
public sealed class DayOfOutagesTests
{
    private const int Seed = 20261121;

    [Test]
    public async Task Never_holds_two_connections()
    {
        var bench = await LivedThroughAsync();

        Assert.That(bench.Gateway.MostOpenConnections, Is.EqualTo(1));
    }

    [Test]
    public async Task Waits_31_to_120_seconds_each_time()
    {
        var bench = await LivedThroughAsync();

        Assert.That((bench.Notices.Waits.Min(), bench.Notices.Waits.Max()), Is.EqualTo((TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(120))));
    }

    [Test]
    public async Task Dials_once_for_each_wait_that_ended_and_each_start()
    {
        var bench = await LivedThroughAsync();

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(bench.Notices.Of<Connecting>().Count));
    }

    [Test]
    public async Task Tells_an_end_for_every_connection_and_every_failed_attempt()
    {
        var bench = await LivedThroughAsync();
        var attempts = bench.Notices.Of<Connecting>().Count;
        var stops = bench.Notices.Of<Stopped>().Count(stop => stop.Reason.Kind == StopKind.Requested);

        Assert.That(bench.Notices.Of<Disconnected>(), Has.Count.InRange(attempts - stops, attempts));
    }

    [Test]
    public async Task Leaves_no_timer_and_no_connection_after_dispose()
    {
        var bench = await LivedThroughAsync();

        await bench.Client.DisposeAsync();

        Assert.That((bench.Time.Timers, bench.Gateway.OpenConnections), Is.EqualTo((0, 0)));
    }

    private static async Task<Bench> LivedThroughAsync()
    {
        var bench = await Bench.StartedAsync();
        var chance = new Random(Seed);
        while (bench.Time.Elapsed < TimeSpan.FromDays(1))
        {
            switch (chance.Next(9))
            {
                case 0:
                    bench.Gateway.BeUnreachable();
                    break;
                case 1:
                    bench.Gateway.RefuseAll(503, TimeSpan.FromSeconds(chance.Next(60)));
                    break;
                case 2:
                    bench.Gateway.IgnoreAll();
                    break;
                case 3:
                    bench.Gateway.AnswerWith(dial =>
                    {
                        dial.Accept();
                        dial.End(new(DisconnectCause.Closed, 1012));
                        return null;
                    });
                    break;
                case 4:
                    await bench.Client.StopAsync();
                    await bench.Client.StartAsync();
                    break;
                case 5:
                    await bench.Client.ReconnectAsync();
                    break;
                default:
                    bench.Gateway.AcceptAll();
                    break;
            }

            if (bench.Gateway.OpenConnections == 1 && chance.Next(2) == 0)
            {
                bench.Gateway.Connection.End(new(chance.Next(2) == 0 ? DisconnectCause.Dropped : DisconnectCause.HeartbeatLost, 1006));
            }

            bench.Advance(chance.Next(300));
        }

        return bench;
    }
}
