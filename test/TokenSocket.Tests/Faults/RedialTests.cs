using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Faults;

[Category("Fault")]
public sealed class RedialTests
{
    [Test]
    public async Task Row02_A_server_that_accepts_and_closes_at_once_is_dialled_three_times_in_200_s()
    {
        var bench = new Bench();
        bench.Gateway.AnswerWith(dial =>
        {
            dial.Accept();
            dial.End(new(DisconnectCause.Closed, CloseCode.NormalClosure));
            return null;
        });

        await bench.Client.StartAsync();
        bench.Advance(200);

        var waits = bench.Notices.Waits.Select(wait => wait.TotalSeconds).ToArray();
        Row.Measured(2, $"{bench.Gateway.Dials.Count} dials in the first 200 s (waits {string.Join(", ", waits)})");
        Assert.That((bench.Gateway.Dials.Count, waits), Is.EqualTo((3, new[] { 31d, 62, 120 })));
    }

    [TestCase(true, 1)]
    [TestCase(false, 2)]
    public async Task Row16_A_rejected_token_is_followed_by_one_attempt_where_there_is_another_and_else_by_none(bool isSame, int attempts)
    {
        var tokens = new FakeTokens();
        tokens.AnswerWith((_, _) => ValueTask.FromResult<AccessToken?>(new AccessToken(isSame ? "same" : $"token-{tokens.Requests.Count}")));
        var bench = new Bench(tokens: tokens);
        bench.Gateway.RefuseAll(401);

        await bench.Client.StartAsync();
        bench.Time.Advance(TimeSpan.FromDays(1));

        Row.Measured(16, $"{bench.Gateway.Dials.Count} dials in a day, then {bench.Client.CurrentStatus}");
        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Stopped, attempts)));
    }

    [Test]
    public async Task Row19_A_time_of_day_that_jumps_by_a_day_changes_no_wait([Values(-1, 1)] int days)
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Drop();
        bench.Time.SetTimeOfDay(bench.Time.GetUtcNow().AddDays(days));
        bench.Advance(30.999);
        var early = bench.Gateway.Dials.Count;

        bench.Advance(0.001);

        Row.Measured(19, $"{early - 1} dials in 30.999 s after a jump by {days} d, {bench.Gateway.Dials.Count - 1} in 31 s");
        Assert.That((early, bench.Gateway.Dials.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Row19_A_machine_that_slept_for_a_day_makes_one_attempt_when_it_wakes()
    {
        var bench = new Bench();
        var sleeping = new SleepingTime(bench.Time);
        var client = new TokenSocketClient(bench.Options, Inline.Services(bench.Gateway, bench.Time) with { TimeProvider = sleeping });
        using var notices = new NoticeRecorder(client);
        bench.Gateway.BeUnreachable();
        await client.StartAsync();
        bench.Advance(31 + 62 + 1);
        var before = bench.Gateway.Dials.Count;

        sleeping.Sleep(TimeSpan.FromDays(1));
        bench.Advance(119);
        var atOnce = bench.Gateway.Dials.Count - before;
        bench.Advance(120);

        Row.Measured(19, $"{atOnce} attempt when the wait under way was over, {bench.Gateway.Dials.Count - before} in 239 s awake");
        Assert.That((atOnce, bench.Gateway.Dials.Count - before, notices.Waits[^1].TotalSeconds), Is.EqualTo((1, 2, 120)));
    }

    [Test]
    public async Task Row21_A_quiet_server_is_left_alone_for_a_day()
    {
        var bench = await Bench.StartedAsync();

        bench.Time.Advance(TimeSpan.FromDays(1));

        Row.Measured(21, $"{bench.Gateway.Dials.Count - 1} reconnects in 24 h without a message");
        Assert.That((bench.Gateway.Dials.Count, bench.Notices.Of<Disconnected>().Count), Is.EqualTo((1, 0)));
    }
}
