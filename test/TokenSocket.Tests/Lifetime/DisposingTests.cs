using System.IO.Pipelines;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Lifetime;

public sealed class DisposingTests
{
    private static readonly string[] States = ["idle", "authorizing", "connecting", "connected", "waiting", "closing", "stopped"];

    [TestCaseSource(nameof(States))]
    public async Task In_any_state_leaves_no_connection_and_no_timer(string state)
    {
        var bench = await InAsync(state);

        var dispose = bench.Client.DisposeAsync().AsTask();
        bench.Advance(5);
        await dispose.SoonAsync();

        Assert.That((bench.Gateway.OpenConnections, bench.Time.Timers), Is.EqualTo((0, 0)));
    }

    [TestCaseSource(nameof(States))]
    public async Task In_any_state_ends_every_stream_and_the_run(string state)
    {
        var bench = await InAsync(state);

        var dispose = bench.Client.DisposeAsync().AsTask();
        bench.Advance(5);
        await dispose.SoonAsync();

        Assert.That((bench.Notices.IsCompleted, bench.Client.Completion.IsCompleted), Is.EqualTo((true, true)));
    }

    [TestCaseSource(nameof(States))]
    public async Task In_any_state_is_followed_by_no_dial(string state)
    {
        var bench = await InAsync(state);
        var dials = bench.Gateway.Dials.Count;

        _ = bench.Client.DisposeAsync().AsTask();
        bench.Time.Advance(TimeSpan.FromDays(1));

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(dials));
    }

    [Test]
    public async Task Twice_and_at_once_is_told_once()
    {
        var bench = await Bench.StableAsync();

        await Task.WhenAll(bench.Client.DisposeAsync().AsTask(), bench.Client.DisposeAsync().AsTask()).SoonAsync();
        await bench.Client.DisposeAsync();

        Assert.That(bench.Notices.Of<Stopped>(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task From_eight_threads_at_once_is_told_once()
    {
        var bench = await Bench.StableAsync();
        using var gate = new Barrier(8);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                gate.SignalAndWait();
                return bench.Client.DisposeAsync().AsTask();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap())).SoonAsync();

        Assert.That(bench.Notices.Of<Stopped>(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_start_that_comes_between_does_not_outlive_it()
    {
        Bench? bench = null;
        var isArmed = false;
        bench = await Bench.StableAsync(services: s => s with
        {
            // The dice are thrown when an event is posted: here another thread could come between.
            Dice = () =>
            {
                if (isArmed)
                {
                    isArmed = false;
                    _ = bench!.Client.DisposeAsync().AsTask();
                }

                return 0;
            },
        });
        bench.Gateway.AnswersGoodbyes = false;
        isArmed = true;

        await bench.Client.StartAsync();
        bench.Advance(5);

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.OpenConnections, bench.Time.Timers), Is.EqualTo((ConnectionStatus.Idle, 0, 0)));
    }

    [Test]
    public async Task A_changed_token_revives_nobody_afterwards()
    {
        Bench? bench = null;
        var isArmed = false;
        bench = await Bench.StableAsync(services: s => s with
        {
            Dice = () =>
            {
                if (isArmed)
                {
                    isArmed = false;
                    _ = bench!.Client.DisposeAsync().AsTask();
                }

                return 0;
            },
        });
        bench.Gateway.Close(4002);
        isArmed = true;

        bench.Update(o => o with { Token = "other" });

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Members_that_would_act_throw_afterwards()
    {
        var bench = await Bench.StableAsync();
        await bench.Client.DisposeAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => bench.Client.StartAsync(), Throws.InstanceOf<ObjectDisposedException>());
            Assert.That(() => bench.Client.ConnectAsync(), Throws.InstanceOf<ObjectDisposedException>());
            Assert.That(() => bench.Client.ReconnectAsync(), Throws.InstanceOf<ObjectDisposedException>());
            Assert.That(() => bench.Client.SendAsync("text"), Throws.InstanceOf<ObjectDisposedException>());
            Assert.That(() => bench.Client.TrySendAsync("text"), Throws.InstanceOf<ObjectDisposedException>());
            Assert.That(() => bench.Client.UpdateOptions(bench.Options), Throws.InstanceOf<ObjectDisposedException>());
        }
    }

    [Test]
    public async Task A_stop_afterwards_does_nothing()
    {
        var bench = await Bench.StableAsync();
        await bench.Client.DisposeAsync();

        await Assert.DoesNotThrowAsync(() => bench.Client.StopAsync());
    }

    [Test]
    public async Task A_subscriber_that_comes_afterwards_is_told_that_it_is_over()
    {
        var bench = await Bench.StableAsync();
        await bench.Client.DisposeAsync();
        var ends = 0;

        bench.Client.Notices.Subscribe(_ => { }, () => ends++);
        bench.Client.Disconnections.Subscribe(_ => { }, () => ends++);
        bench.Client.Status.Subscribe(_ => { }, () => ends++);
        bench.Client.Messages.Subscribe(_ => { }, () => ends++);

        Assert.That(ends, Is.EqualTo(4));
    }

    [TestCase("notices")]
    [TestCase("disconnections")]
    [TestCase("status")]
    [TestCase("messages")]
    public async Task Inside_a_subscriber_that_waits_for_it_returns(string stream)
    {
        var bench = new Bench(services: s => s with { Scheduler = PipeScheduler.ThreadPool });
        await bench.Client.ConnectAsync().SoonAsync();
        await bench.Notices.FirstAsync<Connected>();
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void DisposeAndWait()
        {
            bench.Client.DisposeAsync().SoonAsync().GetAwaiter().GetResult();
            disposed.TrySetResult();
        }

        using var subscription = stream switch
        {
            "notices" => bench.Client.Notices.Subscribe(_ => DisposeAndWait()),
            "disconnections" => bench.Client.Disconnections.Subscribe(_ => DisposeAndWait()),
            "status" => bench.Client.Status.Subscribe(status => Act(status == ConnectionStatus.Reconnecting, DisposeAndWait)),
            _ => bench.Client.Messages.Subscribe(_ => DisposeAndWait()),
        };
        bench.Gateway.Connection.Send(new SocketMessage(MessageKind.Text, "x"u8.ToArray()));
        bench.Gateway.Connection.End(new DisconnectInfo(DisconnectCause.Dropped, 1006));

        await disposed.Task.SoonAsync();

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Idle));
    }

    private static void Act(bool when, Action act)
    {
        if (when)
        {
            act();
        }
    }

    private static Task<Bench> InAsync(string state)
    {
        var tokens = new FakeTokens();
        var bench = new Bench(tokens: tokens);
        switch (state)
        {
            case "authorizing":
                tokens.Hang();
                break;
            case "connecting":
                bench.Gateway.IgnoreAll();
                break;
            case "closing":
                bench.Gateway.AnswersGoodbyes = false;
                break;
        }

        if (state != "idle")
        {
            _ = bench.Client.StartAsync();
        }

        switch (state)
        {
            case "waiting":
                bench.Gateway.Drop();
                break;
            case "closing":
                _ = bench.Client.StopAsync();
                break;
            case "stopped":
                bench.Gateway.Close(4001);
                break;
        }

        return Task.FromResult(bench);
    }
}
