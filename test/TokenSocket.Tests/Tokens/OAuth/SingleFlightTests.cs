using TokenSocket.Credentials;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Tokens.OAuth;

public sealed class SingleFlightTests
{
    [Test]
    public async Task Two_asks_at_once_share_one_request()
    {
        var bench = new OAuthBench();
        var answer = bench.Issuer.Hold();
        var first = bench.Begin(TokenReason.First);
        var second = bench.Begin(TokenReason.First);

        answer(null);
        var given = await Task.WhenAll(first, second).SoonAsync();

        Assert.That((given[0]?.Value, given[1]?.Value, bench.Issuer.Requests.Count), Is.EqualTo(("access-1", "access-1", 1)));
    }

    [Test]
    public void Two_refreshes_at_once_use_the_refresh_token_once()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(780);
        var answer = bench.Issuer.Hold();
        _ = bench.Begin();
        _ = bench.Begin(TokenReason.Expiring);

        answer(null);

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1" }));
    }

    [Test]
    public async Task A_failure_is_shared_too()
    {
        var bench = new OAuthBench();
        var answer = bench.Issuer.Hold();
        var first = bench.Begin();
        var second = bench.Begin();

        answer(FakeIssuer.Response(503));
        await ((Task)Task.WhenAll(first, second)).SoonAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Assert.That((first.IsFaulted, second.IsFaulted, bench.Issuer.Requests.Count), Is.EqualTo((true, true, 1)));
    }

    [Test]
    public async Task Many_threads_at_once_share_one_request()
    {
        var bench = new OAuthBench();
        var answer = bench.Issuer.Hold();
        using var start = new Barrier(8);
        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return bench.Provider.GetTokenAsync(new TokenRequest(TokenReason.First), CancellationToken.None).AsTask();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))).SoonAsync();

        answer(null);
        await Task.WhenAll(asked).SoonAsync();

        Assert.That(bench.Issuer.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_cancelled_ask_ends_the_waiting_alone_and_the_answer_is_kept()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(780);
        using var given = new CancellationTokenSource();
        var answer = bench.Issuer.Hold();
        var asked = bench.Begin(cancellationToken: given.Token);
        Inline.Run(given.Cancel);
        var wasCancelled = asked.IsCanceled;

        answer(null);
        bench.Advance(780);
        bench.Ask();

        Assert.That((wasCancelled, bench.Issuer.AskedWith), Is.EqualTo((true, new[] { "client", "refresh-1", "refresh-2" })));
    }

    [Test]
    public async Task A_cancelled_ask_does_not_cancel_another()
    {
        var bench = new OAuthBench();
        using var given = new CancellationTokenSource();
        var answer = bench.Issuer.Hold();
        _ = bench.Begin(cancellationToken: given.Token);
        var other = bench.Begin();

        Inline.Run(given.Cancel);
        answer(null);

        Assert.That((await other.SoonAsync())?.Value, Is.EqualTo("access-1"));
    }

    [Test]
    public void An_ask_that_is_cancelled_from_the_start_sends_nothing()
    {
        var bench = new OAuthBench();

        var asked = bench.Begin(cancellationToken: new CancellationToken(canceled: true));

        Assert.That((asked.IsCanceled, bench.Issuer.Requests.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public void An_ask_under_a_context_does_not_need_it_to_go_on()
    {
        var bench = new OAuthBench();
        var answer = bench.Issuer.Hold();
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new DeadContext());
        var asked = bench.Provider.GetTokenAsync(new TokenRequest(TokenReason.First), CancellationToken.None).AsTask();
        SynchronizationContext.SetSynchronizationContext(context);

        answer(null);

        Assert.That(OAuthBench.AnswerOf(asked)?.Value, Is.EqualTo("access-1"));
    }

    [Test]
    public void Disposal_ends_the_request_and_who_waits_for_it()
    {
        var bench = new OAuthBench();
        bench.Issuer.Hold();
        var asked = bench.Begin();

        Inline.Run(bench.Provider.Dispose);

        Assert.That(() => OAuthBench.AnswerOf(asked), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Disposal_in_the_middle_of_falling_back_ends_who_waits_too()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(780);
        bench.Issuer.Answer(401);
        bench.Issuer.Hold();
        var asked = bench.Begin();

        Inline.Run(bench.Provider.Dispose);

        Assert.That(() => OAuthBench.AnswerOf(asked), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Disposal_before_falling_back_ends_who_waits_too()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(780);
        var answer = bench.Issuer.Hold(ignoresCancellation: true);
        var asked = bench.Begin();
        Inline.Run(bench.Provider.Dispose);

        answer(FakeIssuer.Response(401));

        Assert.That(() => OAuthBench.AnswerOf(asked), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Disposal_takes_the_handler_along_and_may_come_twice()
    {
        var bench = new OAuthBench();

        bench.Provider.Dispose();
        bench.Provider.Dispose();

        Assert.That(bench.Issuer.IsDisposed, Is.True);
    }

    [Test]
    public void Nothing_is_given_after_disposal()
    {
        var bench = new OAuthBench();
        bench.Ask();

        bench.Provider.Dispose();

        Assert.That(() => bench.Ask(), Throws.InstanceOf<ObjectDisposedException>());
    }

    /// <summary>A context that runs nothing.</summary>
    private sealed class DeadContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
