using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Notices;
using TokenSocket.Secrecy;

namespace TokenSocket.Tests.Options;

public sealed class UpdateOptionsTests
{
    [Test]
    public async Task Intervals_hold_at_once_and_without_touching_the_connection()
    {
        var bench = await Bench.StableAsync();
        bench.Update(o => o with { InitialReconnectInterval = S(3) });
        var open = bench.Gateway.OpenConnections;

        bench.Gateway.Drop();

        Assert.That((open, bench.Notices.Waits[0]), Is.EqualTo((1, S(3))));
    }

    [Test]
    public async Task A_wait_under_way_is_cut_to_a_new_shorter_maximum()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Drop();
        bench.Advance(4);

        bench.Update(o => o with { MaxReconnectInterval = S(10) });
        bench.Advance(5.999);
        var early = bench.Gateway.Dials.Count;
        bench.Advance(0.001);

        Assert.That((early, bench.Gateway.Dials.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task A_wait_that_has_lasted_longer_than_a_new_maximum_ends_at_once()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Drop();
        bench.Advance(20);

        bench.Update(o => o with { MaxReconnectInterval = S(10) });
        bench.Advance(0);

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_longer_maximum_leaves_a_wait_alone()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Drop();
        bench.Update(o => o with { MaxReconnectInterval = S(1000) });

        bench.Advance(31);

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(2));
    }

    [TestCase("token")]
    [TestCase("address")]
    [TestCase("dialect")]
    public async Task A_changed_token_address_or_dialect_closes_and_connects_anew(string what)
    {
        var bench = await Bench.StableAsync();

        bench.Update(o => Changed(o, what));

        Assert.That(
            (bench.Gateway.Dials[0].Goodbye, bench.Gateway.Dials.Count, bench.Gateway.OpenConnections, bench.Gateway.MostOpenConnections),
            Is.EqualTo(((int?)1000, 2, 1, 1)));
    }

    [TestCase("token")]
    [TestCase("address")]
    [TestCase("dialect")]
    public async Task It_ends_a_wait_too(string what)
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Drop();

        bench.Update(o => Changed(o, what));

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Connected, 2)));
    }

    [Test]
    public async Task It_ends_a_handshake_too()
    {
        var bench = new Bench();
        bench.Gateway.IgnoreAll();
        await bench.Client.StartAsync();
        bench.Gateway.AcceptAll();

        bench.Update(o => o with { GatewayUrl = new Uri("wss://other.example") });

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Connection.Request.Address.Host), Is.EqualTo((ConnectionStatus.Connected, "other.example")));
    }

    [Test]
    public async Task An_end_by_changed_options_is_requested_with_the_verdict_immediately()
    {
        var bench = await Bench.StableAsync();

        bench.Update(o => Changed(o, "token"));

        var end = bench.Notices.Of<Disconnected>().Single();
        Assert.That((end.Info.Cause, end.Verdict), Is.EqualTo((DisconnectCause.Requested, ReconnectVerdict.Immediately)));
    }

    [Test]
    public async Task An_end_by_changed_options_is_no_outage()
    {
        var bench = await Bench.StableAsync();

        bench.Update(o => Changed(o, "token"));
        bench.Advance(10);

        Assert.That((bench.Notices.Of<OutageEnded>().Count, bench.Log.Lines(LogEventLevel.Warning).Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task All_others_hold_at_the_next_connect()
    {
        var bench = await Bench.StableAsync();
        bench.Update(o => o with { UserAgent = "Changed/1" });
        var open = bench.Gateway.OpenConnections;

        await bench.Client.ReconnectAsync();

        Assert.That(
            (open, bench.Gateway.Dials.Count, bench.Gateway.Connection.Request.Headers["User-Agent"]),
            Is.EqualTo((1, 2, "Changed/1")));
    }

    [Test]
    public async Task Changed_options_are_announced_once()
    {
        var bench = await Bench.StableAsync();

        bench.Update(o => o with { VerboseLogging = true });

        Assert.That(bench.Notices.All, Is.EqualTo(new[] { new OptionsReloaded() }));
    }

    [Test]
    public async Task Unchanged_options_announce_nothing()
    {
        var bench = await Bench.StableAsync(o => o with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Key"] = "1" }, SubProtocols = ["a"] });

        bench.Update(o => o with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["x-key"] = "1" }, SubProtocols = ["a"] });

        Assert.That((bench.Notices.All.Count, bench.Log.Events.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Refused_options_throw_with_every_fault()
    {
        var bench = await Bench.StableAsync();

        var e = Assert.Throws<OptionsException>(() => bench.Update(o => o with { GatewayUrl = null, MaxAttempts = 0, Token = "other" }));

        Assert.That(e.Faults, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Refused_options_are_announced_with_every_fault()
    {
        var bench = await Bench.StableAsync();

        var e = Assert.Throws<OptionsException>(() => bench.Update(o => o with { GatewayUrl = null, MaxAttempts = 0 }));

        Assert.That((bench.Notices.All.Count, bench.Notices.Of<OptionsRefused>()[0].Faults), Is.EqualTo((1, e.Faults)));
    }

    [Test]
    public async Task Refused_options_are_one_error_with_every_fault()
    {
        var bench = await Bench.StableAsync();

        var e = Assert.Throws<OptionsException>(() => bench.Update(o => o with { GatewayUrl = null, MaxAttempts = 0 }));

        Assert.That(
            (bench.Log.Events.Count, bench.Log.Lines(LogEventLevel.Error)[0]),
            Is.EqualTo((1, $"Changed options were refused and the old ones stay: [\"{e.Faults[0]}\", \"{e.Faults[1]}\"]")));
    }

    [Test]
    public async Task Refused_options_are_refused_whole()
    {
        var bench = await Bench.StableAsync();
        Assert.Throws<OptionsException>(() => bench.Update(o => o with { Token = "other", InitialReconnectInterval = S(3), MaxAttempts = 0 }));

        bench.Gateway.Drop();
        bench.Advance(31);

        Assert.That(
            (bench.Notices.Waits[0], bench.Gateway.Connection.Request.Headers["token"]),
            Is.EqualTo((S(31), RunSecrets.Token)));
    }

    [Test]
    public async Task Two_changes_in_the_middle_of_a_goodbye_hold_both()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.AnswersGoodbyes = false;
        bench.Update(o => o with { Token = "second" });
        bench.Update(o => o with { Token = "third" });

        bench.Advance(5);

        Assert.That((bench.Gateway.Dials.Count, bench.Gateway.Connection.Request.Headers["token"]), Is.EqualTo((2, "third")));
    }

    [Test]
    public async Task A_change_in_the_middle_of_an_outage_does_not_end_it()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Drop();
        bench.Advance(5);

        bench.Update(o => o with { Token = "other" });
        bench.Advance(10);

        Assert.That(bench.Notices.Of<OutageEnded>().Single(), Is.EqualTo(new OutageEnded(S(15), 1)));
    }

    [Test]
    public async Task Of_concurrent_changes_the_last_one_is_in_effect()
    {
        var bench = await Bench.StableAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Factory.StartNew(
            () =>
            {
                for (var n = 0; n < 100; n++)
                {
                    bench.Update(o => o with { UserAgent = $"Agent/{thread}.{n}", InitialReconnectInterval = S(1 + n) });
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))).SoonAsync();
        bench.Update(o => o with { UserAgent = "Agent/last", InitialReconnectInterval = S(7) });

        bench.Gateway.Drop();
        bench.Advance(7);

        Assert.That((bench.Notices.Waits[0], bench.Gateway.Connection.Request.Headers["User-Agent"]), Is.EqualTo((S(7), "Agent/last")));
    }

    [Test]
    public async Task Ten_thousand_changes_leave_no_timer()
    {
        var bench = await Bench.StartedAsync();
        for (var n = 0; n < 10_000; n++)
        {
            bench.Update(o => o with { VerboseLogging = n % 2 == 0, MaxOutage = S(100 + n) });
        }

        await bench.Client.DisposeAsync();

        Assert.That(bench.Time.Timers, Is.Zero);
    }

    private static TokenSocketOptions Changed(TokenSocketOptions options, string what) => what switch
    {
        "token" => options with { Token = "other" },
        "address" => options with { GatewayUrl = new Uri("wss://gateway.example/v3") },
        _ => options with { Dialect = KnownDialects.Rfc6455 },
    };

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
