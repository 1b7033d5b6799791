using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Lifetime;

public sealed class StoppingTests
{
    [Test]
    public async Task Says_goodbye_with_1000()
    {
        var bench = await Bench.StableAsync();

        await bench.Client.StopAsync();

        Assert.That(bench.Gateway.Connection.Goodbye, Is.EqualTo(1000));
    }

    [Test]
    public async Task Is_an_end_by_request_with_the_verdict_never()
    {
        var bench = await Bench.StableAsync();

        await bench.Client.StopAsync();

        var end = bench.Notices.Of<Disconnected>().Single();
        Assert.That((end.Info.Cause, end.Verdict), Is.EqualTo((DisconnectCause.Requested, ReconnectVerdict.Never)));
    }

    [Test]
    public async Task Is_logged_as_information_alone()
    {
        var bench = await Bench.StableAsync();

        await bench.Client.StopAsync();

        Assert.That(bench.Log.Events.Select(one => one.Level), Is.EqualTo(new[] { LogEventLevel.Information, LogEventLevel.Information }));
    }

    [Test]
    public async Task Ends_the_run_with_the_reason()
    {
        var bench = await Bench.StableAsync();
        var run = bench.Client.Completion;

        await bench.Client.StopAsync();

        Assert.That((await run).Kind, Is.EqualTo(StopKind.Requested));
    }

    [Test]
    public async Task Waits_for_a_silent_peer_no_longer_than_CloseTimeout()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.AnswersGoodbyes = false;
        var stop = bench.Client.StopAsync();
        bench.Advance(4.999);
        var early = bench.Client.CurrentStatus;

        bench.Advance(0.001);
        await stop.SoonAsync();

        Assert.That((early, bench.Client.CurrentStatus), Is.EqualTo((ConnectionStatus.Closing, ConnectionStatus.Idle)));
    }

    [Test]
    public async Task Drops_the_connection_of_a_silent_peer()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.AnswersGoodbyes = false;
        _ = bench.Client.StopAsync();

        bench.Advance(5);

        Assert.That((bench.Gateway.OpenConnections, bench.Time.Timers), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Waits_no_longer_than_its_caller_who_may_cancel()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.AnswersGoodbyes = false;
        using var source = new CancellationTokenSource();
        var stop = bench.Client.StopAsync(source.Token);

        source.Cancel();

        Assert.That(() => stop.SoonAsync(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Closing));
    }

    [Test]
    public async Task Ends_an_attempt_for_which_the_provider_still_looks_for_a_token()
    {
        var tokens = new FakeTokens();
        tokens.Hang();
        var bench = await Bench.StartedAsync(tokens: tokens);

        await bench.Client.StopAsync().SoonAsync();

        Assert.That((bench.Client.CurrentStatus, bench.Time.Timers), Is.EqualTo((ConnectionStatus.Idle, 0)));
    }

    [Test]
    public async Task Ends_a_handshake_that_nobody_answers()
    {
        var bench = new Bench();
        bench.Gateway.IgnoreAll();
        await bench.Client.StartAsync();

        await bench.Client.StopAsync().SoonAsync();

        Assert.That((bench.Client.CurrentStatus, bench.Time.Timers), Is.EqualTo((ConnectionStatus.Idle, 0)));
    }

    [Test]
    public async Task Ends_a_wait()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Drop();

        await bench.Client.StopAsync();
        bench.Time.Advance(TimeSpan.FromDays(1));

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count, bench.Time.Timers), Is.EqualTo((ConnectionStatus.Idle, 1, 0)));
    }

    [Test]
    public async Task Leaves_a_client_idle_that_a_verdict_had_stopped()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Close(4001);

        await bench.Client.StopAsync();

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Idle));
    }

    [Test]
    public async Task Does_nothing_before_the_first_start()
    {
        var bench = new Bench();

        await bench.Client.StopAsync();

        Assert.That((bench.Notices.All.Count, bench.Client.Completion.IsCompleted), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task Twice_is_told_once()
    {
        var bench = await Bench.StableAsync();

        await Task.WhenAll(bench.Client.StopAsync(), bench.Client.StopAsync());

        Assert.That(bench.Notices.Of<Stopped>(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Takes_a_close_by_the_server_during_the_goodbye_for_its_own()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.AnswersGoodbyes = false;
        var stop = bench.Client.StopAsync();

        bench.Gateway.Close(4004);
        await stop.SoonAsync();

        Assert.That((bench.Client.CurrentStatus, bench.Log.Lines(LogEventLevel.Error).Count), Is.EqualTo((ConnectionStatus.Idle, 0)));
    }

    [Test]
    public async Task A_token_that_comes_after_the_stop_is_not_used()
    {
        var answer = new TaskCompletionSource<Credentials.AccessToken?>();
        var tokens = new FakeTokens();
        tokens.AnswerWith((_, _) => new(answer.Task));
        var bench = await Bench.StartedAsync(tokens: tokens);
        await bench.Client.StopAsync();

        Inline.Run(() => answer.SetResult(new("late")));

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Idle, 0)));
    }
}
