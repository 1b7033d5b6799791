using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Lifetime;

public sealed class StartingTests
{
    [Test]
    public async Task Returns_once_the_first_attempt_is_under_way()
    {
        var bench = new Bench();
        bench.Gateway.IgnoreAll();

        await bench.Client.StartAsync();

        Assert.That((bench.Gateway.Dials.Count, bench.Client.CurrentStatus), Is.EqualTo((1, ConnectionStatus.Connecting)));
    }

    [Test]
    public async Task Never_throws_for_a_server_that_cannot_be_reached()
    {
        var bench = new Bench();
        bench.Gateway.BeUnreachable();

        await Assert.DoesNotThrowAsync(() => bench.Client.StartAsync());
    }

    [Test]
    public async Task Never_throws_for_a_token_that_is_rejected()
    {
        var bench = new Bench();
        bench.Gateway.RefuseAll(401);

        await Assert.DoesNotThrowAsync(() => bench.Client.StartAsync());
    }

    [Test]
    public async Task Never_throws_for_a_transport_that_throws()
    {
        var bench = new Bench();
        bench.Gateway.AnswerWith(_ => throw new InvalidTimeZoneException("Oops."));

        await bench.Client.StartAsync();

        Assert.That(
            bench.Notices.Of<Disconnected>()[0].Info,
            Is.EqualTo(new DisconnectInfo(DisconnectCause.Dropped, Reason: "The transport failed with InvalidTimeZoneException: Oops.")));
    }

    [Test]
    public async Task A_second_start_changes_nothing()
    {
        var bench = await Bench.StartedAsync();

        await bench.Client.StartAsync();

        Assert.That((bench.Gateway.Dials.Count, bench.Notices.All.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task A_start_during_a_wait_does_not_cut_it()
    {
        var bench = await Bench.StartedAsync();
        bench.Gateway.Drop();

        await bench.Client.StartAsync();

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_start_cancelled_beforehand_starts_nothing()
    {
        var bench = new Bench();

        Assert.That(() => bench.Client.StartAsync(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Idle));
    }

    [Test]
    public async Task Start_after_stop_works_a_thousand_times()
    {
        var bench = new Bench();
        for (var n = 0; n < 1000; n++)
        {
            await bench.Client.StartAsync();
            await bench.Client.StopAsync();
        }

        Assert.That(
            (bench.Gateway.Dials.Count, bench.Gateway.MostOpenConnections, bench.Gateway.OpenConnections, bench.Time.Timers),
            Is.EqualTo((1000, 1, 0, 0)));
    }

    [Test]
    public async Task A_start_while_closing_begins_anew_after_the_goodbye()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.AnswersGoodbyes = false;
        var stop = bench.Client.StopAsync();
        await bench.Client.StartAsync();

        bench.Gateway.Connection.End(new DisconnectInfo(DisconnectCause.Closed, 1000));
        await stop.SoonAsync();

        Assert.That(
            (bench.Client.CurrentStatus, bench.Gateway.Dials.Count, bench.Gateway.MostOpenConnections),
            Is.EqualTo((ConnectionStatus.Connected, 2, 1)));
    }

    [Test]
    public async Task A_stop_after_a_start_while_closing_holds()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.AnswersGoodbyes = false;
        _ = bench.Client.StopAsync();
        await bench.Client.StartAsync();
        _ = bench.Client.StopAsync();

        bench.Gateway.Connection.End(new DisconnectInfo(DisconnectCause.Closed, 1000));

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Idle, 1)));
    }

    [Test]
    public async Task Attempts_count_from_1_after_a_stop()
    {
        var bench = new Bench();
        bench.Gateway.BeUnreachable();
        await bench.Client.StartAsync();
        bench.Advance(31);
        await bench.Client.StopAsync();
        bench.Notices.Clear();

        await bench.Client.StartAsync();

        Assert.That(bench.Notices.All[0], Is.EqualTo(new Connecting(1)));
    }
}
