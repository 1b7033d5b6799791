using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Machine;
using TokenSocket.Notices;
using static TokenSocket.Machine.ConnectionEffect;

namespace TokenSocket.Core.Tests.Machine;

/// <summary>Each row of the machine's table with all of its orders, in order. What rules lie behind the rows is tested by the rule.</summary>
public sealed class TransitionTableTests
{
    private static readonly ConnectionEffect[] None = [];

    [Test]
    public void A_start_asks_for_a_token()
    {
        var play = Play.Idle();

        play.Start();

        Assert.That(play.State, Is.EqualTo(new MachineState.Authorizing(Play.Settings, 1, new Streak(Tries: 1), null, TokenReason.First)));
        Assert.That(play.Effects, Is.EqualTo([new FetchToken(1, TokenReason.First)]));
    }

    [Test]
    public void A_token_is_dialled_with()
    {
        var play = Play.Authorizing();

        play.Token();

        Assert.That(play.State, Is.EqualTo(new MachineState.Connecting(Play.Settings, 1, new Streak(Tries: 1), null, Play.Gateway)));
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new Announce(new Connecting(1)),
            new OpenConnection(1, Play.Gateway),
            new StartTimer(MachineTimer.Open, 1, TimeSpan.FromSeconds(15)),
        }));
    }

    [Test]
    public void An_opened_connection_is_announced_and_watched()
    {
        var play = Play.Connecting();

        play.Opened();

        Assert.That(play.State, Is.EqualTo(new MachineState.Connected(Play.Settings, 1, new Streak(Tries: 1), null, Play.Gateway)));
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new StopTimer(MachineTimer.Open),
            new Announce(new Connected()),
            new StartTimer(MachineTimer.Stable, 1, TimeSpan.FromSeconds(10)),
        }));
    }

    [Test]
    public void A_stable_connection_is_forgiven_what_came_before()
    {
        var play = Play.Connected();

        play.Fired(MachineTimer.Stable);

        Assert.That(play.State, Is.EqualTo(new MachineState.Connected(Play.Settings, 1, Streak.Clean, null, Play.Gateway)));
        Assert.That(play.Effects, Is.EqualTo(None));
    }

    [Test]
    public void An_attempt_that_takes_too_long_is_aborted_and_retried()
    {
        var play = Play.Connecting();
        var timedOut = new DisconnectInfo(DisconnectCause.TimedOut);

        play.Fired(MachineTimer.Open);

        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new AbortAttempt(1),
            new StopTimer(MachineTimer.Open),
            new Announce(new Disconnected(timedOut, TestDialect.Instance.Find(timedOut), ReconnectVerdict.AfterBackoff)),
            new Announce(new RetryScheduled(TimeSpan.FromSeconds(31), 2, Play.Midnight + TimeSpan.FromSeconds(31))),
            new StartTimer(MachineTimer.Retry, 1, TimeSpan.FromSeconds(31)),
        }));
    }

    [Test]
    public void A_lost_connection_is_retried_after_a_wait()
    {
        var play = Play.Stable();
        var dropped = new DisconnectInfo(DisconnectCause.Dropped, 1006);

        play.Ended(dropped);

        Assert.That(play.State, Is.InstanceOf<MachineState.Waiting>());
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new StopTimer(MachineTimer.Stable),
            new Announce(new Disconnected(dropped, TestDialect.Instance.Find(dropped), ReconnectVerdict.AfterBackoff)),
            new Announce(new RetryScheduled(TimeSpan.FromSeconds(31), 2, Play.Midnight + TimeSpan.FromSeconds(31))),
            new StartTimer(MachineTimer.Retry, 1, TimeSpan.FromSeconds(31)),
        }));
    }

    [Test]
    public void A_final_end_stops()
    {
        var play = Play.Stable();
        var gone = new DisconnectInfo(DisconnectCause.Closed, TestDialect.Gone);
        var rule = TestDialect.Instance.Find(gone);
        var reason = new StopReason(StopKind.Verdict, rule, TestDialect.Gone, rule.Message, rule.Resolution) { Info = gone };

        play.Ended(gone);

        Assert.That(play.State, Is.EqualTo(new MachineState.Stopped(Play.Settings, 1, reason) { Rejection = play.End }));
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new StopTimer(MachineTimer.Stable),
            new Announce(new Disconnected(gone, rule, ReconnectVerdict.Never)),
            new Announce(new Stopped(reason)),
        }));
    }

    [Test]
    public void A_wait_that_is_over_asks_for_a_token()
    {
        var play = Play.Waiting();

        play.Fired(MachineTimer.Retry);

        Assert.That(play.State, Is.InstanceOf<MachineState.Authorizing>());
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[] { new StopTimer(MachineTimer.Retry), new FetchToken(2, TokenReason.Reconnect) }));
    }

    [Test]
    public void A_wait_is_skipped_when_the_program_asks()
    {
        var play = Play.Waiting();

        play.ReconnectAsked();

        Assert.That(play.State, Is.InstanceOf<MachineState.Authorizing>());
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[] { new StopTimer(MachineTimer.Retry), new FetchToken(2, TokenReason.Reconnect) }));
    }

    [Test]
    public void A_stop_aborts_the_question_for_a_token()
    {
        var play = Play.Authorizing();

        play.StopAsked();

        Assert.That(play.State, Is.EqualTo(new MachineState.Idle(Play.Settings, 1)));
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[] { new AbortAttempt(1), new Announce(new Stopped(StopReasons.Requested(TestDialect.Instance))) }));
    }

    [Test]
    public void A_stop_aborts_an_attempt()
    {
        var play = Play.Connecting();

        play.StopAsked();

        Assert.That(play.State, Is.EqualTo(new MachineState.Idle(Play.Settings, 1)));
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new StopTimer(MachineTimer.Open),
            new AbortAttempt(1),
            new Announce(new Stopped(StopReasons.Requested(TestDialect.Instance))),
        }));
    }

    [Test]
    public void A_stop_ends_a_wait()
    {
        var play = Play.Waiting();

        play.StopAsked();

        Assert.That(play.State, Is.EqualTo(new MachineState.Idle(Play.Settings, 1)));
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new StopTimer(MachineTimer.Retry),
            new StopTimer(MachineTimer.Outage),
            new Announce(new Stopped(StopReasons.Requested(TestDialect.Instance))),
        }));
    }

    [TestCase(nameof(Play.StopAsked), 1000)]
    [TestCase(nameof(Play.ReconnectAsked), TestDialect.Renewal)]
    [TestCase(nameof(Play.Reloaded), TestDialect.Renewal)]
    public void An_open_connection_is_left_with_a_goodbye(string why, int code)
    {
        var play = Play.Stable();

        _ = why switch
        {
            nameof(Play.StopAsked) => play.StopAsked(),
            nameof(Play.ReconnectAsked) => play.ReconnectAsked(),
            _ => play.Reloaded(Play.Settings, reconnect: true),
        };

        Assert.That(play.State, Is.InstanceOf<MachineState.Closing>());
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new StopTimer(MachineTimer.Stable),
            new CloseConnection(1, code),
            new StartTimer(MachineTimer.CloseGrace, 1, TimeSpan.FromSeconds(5)),
        }));
    }

    [Test]
    public void Any_event_that_means_nothing_changes_nothing()
    {
        var play = Play.Idle();
        var before = play.State;

        play.ReconnectAsked();

        Assert.That(play.State, Is.SameAs(before));
        Assert.That(play.Effects, Is.EqualTo(None));
    }
}
