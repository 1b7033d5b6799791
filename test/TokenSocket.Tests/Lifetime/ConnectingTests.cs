using TokenSocket.Notices;

namespace TokenSocket.Tests.Lifetime;

public sealed class ConnectingTests
{
    [Test]
    public async Task Returns_once_connected()
    {
        var bench = new Bench();
        bench.Gateway.IgnoreAll();
        var connect = bench.Client.ConnectAsync();
        var early = connect.IsCompleted;

        bench.Gateway.Connection.Accept();
        await connect.SoonAsync();

        Assert.That((early, bench.Client.CurrentStatus), Is.EqualTo((false, ConnectionStatus.Connected)));
    }

    [Test]
    public async Task Returns_at_once_while_connected()
    {
        var bench = await Bench.StableAsync();

        await bench.Client.ConnectAsync();

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Goes_on_through_failures()
    {
        var bench = new Bench();
        bench.Gateway.BeUnreachable();
        var connect = bench.Client.ConnectAsync();
        bench.Gateway.AcceptAll();

        bench.Advance(31);
        await connect.SoonAsync();

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Throws_with_the_reason_where_a_verdict_stops_it()
    {
        var bench = new Bench();
        bench.Gateway.RefuseAll(401);

        var e = await Assert.ThrowsAsync<ConnectionStoppedException>(() => bench.Client.ConnectAsync());

        Assert.That((e!.Reason.Kind, e.Message), Is.EqualTo((StopKind.Verdict, "401 Invalid Token: The API token is invalid. Check the token, or generate a new one.")));
    }

    [Test]
    public async Task Throws_where_it_gives_up()
    {
        var bench = new Bench(o => o with { MaxAttempts = 1 });
        bench.Gateway.BeUnreachable();

        var e = await Assert.ThrowsAsync<ConnectionStoppedException>(() => bench.Client.ConnectAsync());

        Assert.That(e!.Reason.Kind, Is.EqualTo(StopKind.GaveUp));
    }

    [Test]
    public async Task Throws_where_the_program_stops_it()
    {
        var bench = new Bench();
        bench.Gateway.IgnoreAll();
        var connect = bench.Client.ConnectAsync();
        await bench.Client.StopAsync();

        var e = await Assert.ThrowsAsync<ConnectionStoppedException>(() => connect.SoonAsync());

        Assert.That(e!.Reason.Kind, Is.EqualTo(StopKind.Requested));
    }

    [Test]
    public async Task Throws_where_the_client_is_disposed_meanwhile()
    {
        var bench = new Bench();
        bench.Gateway.IgnoreAll();
        var connect = bench.Client.ConnectAsync();

        await bench.Client.DisposeAsync();

        await Assert.ThrowsAsync<ConnectionStoppedException>(() => connect.SoonAsync());
    }

    [Test]
    public void Cancelling_an_attempt_leaves_the_client_idle()
    {
        var bench = new Bench();
        bench.Gateway.IgnoreAll();
        using var source = new CancellationTokenSource();
        var connect = bench.Client.ConnectAsync(source.Token);

        source.Cancel();

        Assert.That(() => connect.SoonAsync(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((bench.Client.CurrentStatus, bench.Time.Timers), Is.EqualTo((ConnectionStatus.Idle, 0)));
    }

    [Test]
    public void Cancelling_a_wait_leaves_the_client_idle_for_good()
    {
        var bench = new Bench();
        bench.Gateway.BeUnreachable();
        using var source = new CancellationTokenSource();
        var connect = bench.Client.ConnectAsync(source.Token);

        source.Cancel();
        Assert.That(() => connect.SoonAsync(), Throws.InstanceOf<OperationCanceledException>());
        bench.Time.Advance(TimeSpan.FromDays(1));

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
    }

    [Test]
    public void Cancelled_beforehand_it_starts_nothing()
    {
        var bench = new Bench();

        Assert.That(() => bench.Client.ConnectAsync(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(bench.Gateway.Dials, Is.Empty);
    }

    [Test]
    public async Task Works_after_a_cancelled_one()
    {
        var bench = new Bench();
        bench.Gateway.IgnoreAll();
        using var source = new CancellationTokenSource();
        var connect = bench.Client.ConnectAsync(source.Token);
        source.Cancel();
        Assert.That(() => connect.SoonAsync(), Throws.InstanceOf<OperationCanceledException>());
        bench.Gateway.AcceptAll();

        await bench.Client.ConnectAsync();

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public async Task Throws_rather_than_returns_where_a_dispose_comes_between()
    {
        using var retired = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        Bench? bench = null;
        var throws = 0;
        bench = new Bench(services: s => s with
        {
            // The dice are thrown when an event is posted: here another thread comes between.
            Dice = () =>
            {
                switch (Interlocked.Increment(ref throws))
                {
                    case 1:
                        _ = Task.Factory.StartNew(() => bench!.Client.DisposeAsync(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                        retired.Wait(TimeSpan.FromSeconds(10));
                        break;
                    case 2:
                        retired.Set();
                        goOn.Wait(TimeSpan.FromSeconds(10));
                        break;
                }

                return 0;
            },
        });
        var connect = bench.Client.ConnectAsync();
        goOn.Set();

        await Assert.ThrowsAsync<ConnectionStoppedException>(() => connect.SoonAsync());
    }
}
