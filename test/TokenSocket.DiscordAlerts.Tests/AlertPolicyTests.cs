using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Notices;

namespace TokenSocket.DiscordAlerts.Tests;

public sealed class AlertPolicyTests
{
    private static readonly DisconnectInfo Drop = new(DisconnectCause.Dropped, 1006);

    private static readonly ConnectionNotice[] Notices =
    [
        new Connecting(1),
        new Connected(),
        AlertBench.Failure(Drop),
        AlertBench.Failure(Drop, ReconnectVerdict.Immediately),
        AlertBench.Failure(Drop, ReconnectVerdict.Never),
        AlertBench.Failure(Drop with { Cause = DisconnectCause.Requested }, ReconnectVerdict.Immediately),
        new RetryScheduled(TimeSpan.FromSeconds(31), 2, DateTimeOffset.UnixEpoch),
        new TokenRefreshed(),
        new Redirected(new Uri("wss://a.example"), new Uri("wss://b.example")),
        new OutageEnded(TimeSpan.FromSeconds(1), 1),
        new OptionsReloaded(),
        new OptionsRefused(["x"]),
        Stop(StopKind.Requested),
        Stop(StopKind.Verdict),
        Stop(StopKind.GaveUp),
    ];

    [Test]
    public void A_timer_of_an_earlier_connection_settles_no_later_one()
    {
        var again = After(new Connected(), AlertBench.Failure(Drop), new Connected());

        var step = AlertPolicy.Step(again, new AlertEvent.Settled(1, default, default));

        Assert.That(step.Orders, Is.Empty);
    }

    [Test]
    public void A_drop_while_a_connection_settles_stops_the_timer()
    {
        var step = AlertPolicy.Step(After(new Connected()), Told(AlertBench.Failure(Drop)));

        Assert.That(step.Orders, Is.EqualTo([new AlertOrder.StopTimer()]));
    }

    [Test]
    public void Any_three_notices_in_any_order_are_heard_and_only_open_connections_run_a_timer()
    {
        var wrong =
            from first in Notices
            from second in Notices
            from third in Notices
            let runs = Timers(first, second, third)
            where runs.Runs != runs.State is AlertState.Opened
            select $"{first} {second} {third}";

        Assert.That(wrong, Is.Empty);
    }

    private static (bool Runs, AlertState State) Timers(params ConnectionNotice[] notices)
    {
        var (runs, state) = (false, AlertState.Initial);
        foreach (var notice in notices)
        {
            var step = AlertPolicy.Step(state, Told(notice));
            state = step.Next;
            runs = step.Orders.LastOrDefault(static order => order is not AlertOrder.Put) is { } last ? last is AlertOrder.StartTimer : runs;
        }

        return (runs, state);
    }

    private static AlertState After(params ConnectionNotice[] notices) => Timers(notices).State;

    private static AlertEvent.Told Told(ConnectionNotice notice) => new(notice, DateTimeOffset.UnixEpoch, TimeSpan.Zero);

    private static Stopped Stop(StopKind kind) => new(new(kind, KnownDialects.TokenSocket.Find(4002), 4002, "m", "r"));
}
