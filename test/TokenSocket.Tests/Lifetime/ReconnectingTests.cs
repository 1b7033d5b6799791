using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Lifetime;

public sealed class ReconnectingTests
{
    [Test]
    public async Task Skips_the_wait()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Drop();

        await bench.Client.ReconnectAsync();

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Connected, 2)));
    }

    [Test]
    public async Task Skipping_a_wait_does_not_forget_the_failures()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Drop();
        bench.Gateway.BeUnreachable();

        await bench.Client.ReconnectAsync();

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(62) }));
    }

    [Test]
    public async Task Renews_a_connection_and_never_holds_two()
    {
        var bench = await Bench.StableAsync();

        await bench.Client.ReconnectAsync();

        Assert.That(
            (bench.Gateway.Dials[0].Goodbye, bench.Gateway.Dials.Count, bench.Gateway.OpenConnections, bench.Gateway.MostOpenConnections),
            Is.EqualTo(((int?)1000, 2, 1, 1)));
    }

    [Test]
    public async Task Is_an_end_by_request_with_the_verdict_immediately()
    {
        var bench = await Bench.StableAsync();

        await bench.Client.ReconnectAsync();

        var end = bench.Notices.Of<Disconnected>().Single();
        Assert.That((end.Info.Cause, end.Verdict), Is.EqualTo((DisconnectCause.Requested, ReconnectVerdict.Immediately)));
    }

    [Test]
    public async Task Is_neither_a_failure_nor_an_outage()
    {
        var bench = await Bench.StableAsync();

        await bench.Client.ReconnectAsync();
        bench.Advance(10);

        Assert.That(
            (bench.Log.Lines(LogEventLevel.Warning).Count, bench.Notices.Of<OutageEnded>().Count, bench.Notices.Of<Connecting>()[0].Attempt),
            Is.EqualTo((0, 0, 1)));
    }

    [Test]
    public async Task Goes_on_with_the_same_run()
    {
        var bench = await Bench.StableAsync();
        var run = bench.Client.Completion;

        await bench.Client.ReconnectAsync();

        Assert.That((bench.Client.Completion, run.IsCompleted), Is.EqualTo((run, false)));
    }

    [Test]
    public async Task Drops_a_peer_that_does_not_answer_the_goodbye_and_only_then_dials()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.AnswersGoodbyes = false;
        await bench.Client.ReconnectAsync();
        bench.Advance(4.999);
        var early = bench.Gateway.Dials.Count;

        bench.Advance(0.001);

        Assert.That((early, bench.Gateway.Dials.Count, bench.Gateway.MostOpenConnections), Is.EqualTo((1, 2, 1)));
    }

    [Test]
    public async Task A_hundred_at_once_hold_one_connection_at_a_time()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.AnswersGoodbyes = false;
        for (var n = 0; n < 100; n++)
        {
            await bench.Client.ReconnectAsync();
        }

        bench.Advance(5);

        Assert.That((bench.Gateway.Dials.Count, bench.Gateway.OpenConnections, bench.Gateway.MostOpenConnections), Is.EqualTo((2, 1, 1)));
    }

    [Test]
    public async Task Does_nothing_before_a_start()
    {
        var bench = new Bench();

        await bench.Client.ReconnectAsync();

        Assert.That(bench.Gateway.Dials, Is.Empty);
    }

    [Test]
    public async Task Does_nothing_after_a_permanent_stop()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Close(4001);

        await bench.Client.ReconnectAsync();

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Stopped, 1)));
    }
}
