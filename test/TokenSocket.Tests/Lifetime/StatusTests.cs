using Status = TokenSocket.Notices.ConnectionStatus;

namespace TokenSocket.Tests.Lifetime;

public sealed class StatusTests
{
    [Test]
    public void Begins_with_idle()
    {
        var seen = Watch(new Bench());

        Assert.That(seen, Is.EqualTo(new[] { Status.Idle }));
    }

    [Test]
    public async Task Begins_with_the_current_value()
    {
        var seen = Watch(await Bench.StableAsync());

        Assert.That(seen, Is.EqualTo(new[] { Status.Connected }));
    }

    [Test]
    public async Task Goes_the_way_of_a_run_with_an_outage()
    {
        var bench = new Bench();
        var seen = Watch(bench);
        await bench.Client.StartAsync();
        bench.Gateway.Drop();
        bench.Advance(31);

        await bench.Client.StopAsync();

        Assert.That(seen, Is.EqualTo(new[] { Status.Idle, Status.Connecting, Status.Connected, Status.Reconnecting, Status.Connected, Status.Closing, Status.Idle }));
    }

    [Test]
    public async Task Ends_a_run_that_a_verdict_stopped_with_stopped()
    {
        var bench = await Bench.StableAsync();
        var seen = Watch(bench);

        bench.Gateway.Close(4001);

        Assert.That(seen, Is.EqualTo(new[] { Status.Connected, Status.Stopped }));
    }

    [Test]
    public async Task Is_reconnecting_until_an_outage_is_over()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.BeUnreachable();
        var seen = Watch(bench);

        bench.Gateway.Drop();
        bench.Advance(31);

        Assert.That(seen, Is.EqualTo(new[] { Status.Connected, Status.Reconnecting }));
    }

    [Test]
    public async Task Is_in_order_with_the_notices()
    {
        var bench = new Bench();
        var seen = new List<string>();
        bench.Client.Notices.Subscribe(notice => seen.Add(notice.GetType().Name));
        bench.Client.Status.Subscribe(status => seen.Add($"-> {status}"));

        await bench.Client.StartAsync();
        bench.Gateway.Close(4001);

        Assert.That(seen, Is.EqualTo(new[]
        {
            "-> Idle", "-> Connecting", "Connecting", "Connected", "-> Connected", "Disconnected", "Stopped", "-> Stopped",
        }));
    }

    [Test]
    public async Task Begins_once_for_a_subscriber_that_comes_while_a_value_is_on_its_way()
    {
        var bench = new Bench();
        var seen = new List<Status>();
        bench.Client.Notices.Subscribe(notice => Act(notice is Notices.Connected, () => bench.Client.Status.Subscribe(seen.Add)));

        await bench.Client.StartAsync();

        Assert.That(seen, Is.EqualTo(new[] { Status.Connected }));
    }

    [Test]
    public async Task Is_over_with_dispose()
    {
        var bench = await Bench.StableAsync();
        var isOver = false;
        bench.Client.Status.Subscribe(_ => { }, () => isOver = true);

        await bench.Client.DisposeAsync();

        Assert.That(isOver, Is.True);
    }

    private static void Act(bool when, Action act)
    {
        if (when)
        {
            act();
        }
    }

    private static List<Status> Watch(Bench bench)
    {
        var seen = new List<Status>();
        bench.Client.Status.Subscribe(seen.Add);
        return seen;
    }
}
