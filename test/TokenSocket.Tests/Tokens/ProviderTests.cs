using System.IO.Pipelines;
using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Tokens;

public sealed class ProviderTests
{
    [Test]
    public async Task Is_asked_on_every_attempt_and_told_why()
    {
        var tokens = new FakeTokens();
        var bench = await Bench.StartedAsync(tokens: tokens);
        bench.Gateway.Drop();
        bench.Advance(31);
        await bench.Client.ReconnectAsync();
        await bench.Client.StopAsync();

        await bench.Client.StartAsync();

        Assert.That(
            tokens.Requests.Select(one => one.Why),
            Is.EqualTo(new[] { TokenReason.First, TokenReason.Reconnect, TokenReason.Reconnect, TokenReason.First }));
    }

    [Test]
    public async Task Is_not_told_a_token_that_nobody_rejected()
    {
        var tokens = new FakeTokens();
        var bench = await Bench.StartedAsync(tokens: tokens);
        bench.Gateway.Drop();

        bench.Advance(31);

        Assert.That(tokens.Requests[1], Is.EqualTo(new TokenRequest(TokenReason.Reconnect)));
    }

    [Test]
    public async Task That_has_none_lets_the_client_send_none()
    {
        var bench = await Bench.StartedAsync(tokens: new FakeTokens(null));

        Assert.That(bench.Gateway.Connection.Request.Headers.ContainsKey("token"), Is.False);
    }

    [Test]
    public async Task That_fails_for_now_is_asked_again_after_31_seconds()
    {
        var tokens = new FakeTokens();
        tokens.Fail(new TokenUnavailableException("The vault is sealed."));
        var bench = await Bench.StartedAsync(tokens: tokens);
        tokens.Give("token");

        bench.Advance(31);

        Assert.That((tokens.Requests.Count, bench.Client.CurrentStatus), Is.EqualTo((2, ConnectionStatus.Connected)));
    }

    [Test]
    public async Task That_fails_for_now_is_told_in_its_own_words()
    {
        var tokens = new FakeTokens();
        tokens.Fail(new TokenUnavailableException("The vault is sealed."));

        var bench = await Bench.StartedAsync(tokens: tokens);

        Assert.That(
            bench.Notices.Of<Disconnected>()[0].Info,
            Is.EqualTo(new DisconnectInfo(DisconnectCause.TokenUnavailable, Reason: "The vault is sealed.")));
    }

    [Test]
    public async Task That_fails_for_good_stops_the_client_in_its_own_words()
    {
        var tokens = new FakeTokens();
        tokens.Fail(new TokenUnavailableException("The account\nis closed.", permanent: true));

        var bench = await Bench.StartedAsync(tokens: tokens);

        Assert.That(
            bench.Log.Lines(LogEventLevel.Error).Single(),
            Does.EndWith("No Token: The accountis closed. Check the token provider."));
    }

    [Test]
    public async Task That_throws_anything_else_is_told_by_its_type_alone()
    {
        var tokens = new FakeTokens();
        tokens.Fail(new InvalidTimeZoneException("hidden"));

        var bench = await Bench.StartedAsync(tokens: tokens);

        Assert.That(
            bench.Notices.Of<Disconnected>()[0].Info.Reason,
            Is.EqualTo("The token provider failed with InvalidTimeZoneException; let it throw TokenUnavailableException to say more."));
    }

    [Test]
    public async Task That_cancels_by_itself_is_not_said_to_have_run_out_of_time()
    {
        var tokens = new FakeTokens();
        tokens.Fail(new TaskCanceledException("A timeout of its own."));

        var bench = await Bench.StartedAsync(tokens: tokens);

        Assert.That(
            bench.Notices.Of<Disconnected>()[0].Info.Reason,
            Is.EqualTo("The token provider failed with TaskCanceledException; let it throw TokenUnavailableException to say more."));
    }

    [Test]
    public async Task That_throws_before_it_returns_a_task_is_retried()
    {
        var tokens = new FakeTokens();
        tokens.AnswerWith((_, _) => throw new InvalidTimeZoneException());

        var bench = await Bench.StartedAsync(tokens: tokens);

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(31) }));
    }

    [Test]
    public async Task That_hangs_has_30_seconds()
    {
        var tokens = new FakeTokens();
        tokens.Hang();
        var bench = await Bench.StartedAsync(tokens: tokens);
        bench.Advance(29.999);
        var early = bench.Notices.All.Count;

        bench.Advance(0.001);

        Assert.That((early, bench.Notices.Of<Disconnected>()[0].Info.Reason), Is.EqualTo((0, "The token provider did not answer within 00:00:30.")));
    }

    [Test]
    public async Task That_hangs_has_as_long_as_TokenTimeout_says()
    {
        var tokens = new FakeTokens();
        tokens.Hang();
        var bench = await Bench.StartedAsync(o => o with { TokenTimeout = TimeSpan.FromSeconds(2) }, tokens);

        bench.Advance(2);

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(31) }));
    }

    [Test]
    public async Task That_ignores_the_cancellation_is_given_up_all_the_same()
    {
        var tokens = new FakeTokens();
        tokens.AnswerWith(static (_, _) => new(new TaskCompletionSource<AccessToken?>().Task));
        var bench = await Bench.StartedAsync(tokens: tokens);

        bench.Advance(30);

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(31) }));
    }

    [Test]
    public async Task That_answers_too_late_is_not_listened_to()
    {
        var answer = new TaskCompletionSource<AccessToken?>();
        var tokens = new FakeTokens();
        tokens.AnswerWith((_, _) => new(answer.Task));
        var bench = await Bench.StartedAsync(tokens: tokens);
        bench.Advance(30);

        Inline.Run(() => answer.SetResult(new("late")));

        Assert.That((bench.Gateway.Dials.Count, bench.Client.CurrentStatus), Is.EqualTo((0, ConnectionStatus.Reconnecting)));
    }

    [Test]
    public async Task That_blocks_its_thread_runs_out_of_time_too()
    {
        using var goOn = new ManualResetEventSlim();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tokens = Blocking(asked, goOn);
        var bench = await Bench.StartedAsync(tokens: tokens, services: s => s with { Scheduler = PipeScheduler.ThreadPool });
        await asked.Task.SoonAsync();

        bench.Advance(30);
        var end = await bench.Notices.FirstAsync<Disconnected>();
        goOn.Set();

        Assert.That(end.Info.Reason, Is.EqualTo("The token provider did not answer within 00:00:30."));
    }

    [Test]
    public async Task That_blocks_its_thread_holds_up_no_stop()
    {
        using var goOn = new ManualResetEventSlim();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bench = await Bench.StartedAsync(tokens: Blocking(asked, goOn), services: s => s with { Scheduler = PipeScheduler.ThreadPool });
        await asked.Task.SoonAsync();

        await bench.Client.StopAsync().SoonAsync();
        goOn.Set();

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Idle));
    }

    [Test]
    public async Task That_throws_when_it_is_cancelled_harms_nobody()
    {
        var tokens = new FakeTokens();
        tokens.AnswerWith(static (_, cancelled) =>
        {
            cancelled.Register(static () => throw new InvalidTimeZoneException());
            return new(new TaskCompletionSource<AccessToken?>().Task);
        });
        var bench = await Bench.StartedAsync(tokens: tokens);

        await bench.Client.StopAsync().SoonAsync();

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Idle));
    }

    [TestCase("two\nlines")]
    [TestCase("ümlaut")]
    [TestCase(" space")]
    public async Task That_gives_a_token_which_its_place_cannot_carry_causes_no_dial(string token)
    {
        var bench = await Bench.StartedAsync(tokens: new FakeTokens(token));

        Assert.That(
            (bench.Gateway.Dials.Count, bench.Notices.Of<Disconnected>()[0].Info.Cause, bench.Notices.Waits.Count),
            Is.EqualTo((0, DisconnectCause.TokenUnavailable, 1)));
    }

    [Test]
    public async Task That_may_call_the_client_and_wait_for_it()
    {
        Bench? bench = null;
        var tokens = new FakeTokens();
        tokens.AnswerWith((_, _) =>
        {
            bench!.Client.StopAsync(CancellationToken.None).SoonAsync().GetAwaiter().GetResult();
            return ValueTask.FromResult<AccessToken?>(new("token"));
        });
        bench = new Bench(tokens: tokens, services: s => s with { Scheduler = PipeScheduler.ThreadPool });

        await bench.Client.StartAsync();
        await bench.Client.Completion.SoonAsync();

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Idle));
    }

    private static FakeTokens Blocking(TaskCompletionSource asked, ManualResetEventSlim goOn)
    {
        var tokens = new FakeTokens();
        tokens.AnswerWith((_, _) =>
        {
            asked.TrySetResult();
            goOn.Wait(TimeSpan.FromSeconds(10), CancellationToken.None);
            return ValueTask.FromResult<AccessToken?>(new("late"));
        });
        return tokens;
    }
}
