using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Machine;
using TokenSocket.Notices;
using static TokenSocket.Machine.ConnectionEffect;

namespace TokenSocket.Core.Tests.Machine;

public sealed class ClosingTests
{
    private static readonly Uri Elsewhere = new("wss://elsewhere.example/");
    private static readonly MachineSettings Other = Play.Settings with { Gateway = Elsewhere };

    [Test]
    public void Ends_idle_when_the_peer_answers_a_stop()
    {
        var play = Play.Closing();

        play.Closed(1000);

        Assert.That(play.State, Is.EqualTo(new MachineState.Idle(Play.Settings, 1)));
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new StopTimer(MachineTimer.CloseGrace),
            new AbortAttempt(1),
            new Announce(new Disconnected(new(DisconnectCause.Requested, 1000), RequestedRule, ReconnectVerdict.Never)),
            new Announce(new Stopped(StopReasons.Requested(TestDialect.Instance))),
        }));
    }

    [Test]
    public void Ends_idle_when_the_peer_does_not_answer_in_time()
    {
        var play = Play.Closing();

        play.Fired(MachineTimer.CloseGrace);

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Idle));
        Assert.That(play.End.Info, Is.EqualTo(new DisconnectInfo(DisconnectCause.Requested, 1006)));
    }

    [TestCase(1000)]
    [TestCase(TestDialect.Gone)]
    [TestCase(TestDialect.Lost)]
    public void Calls_the_end_requested_whatever_the_peer_answers(int code)
    {
        var play = Play.Closing();

        play.Closed(code);

        Assert.That(play.End, Is.EqualTo(new Disconnected(new(DisconnectCause.Requested, code), RequestedRule, ReconnectVerdict.Never)));
    }

    [Test]
    public void Keeps_the_words_of_the_peer()
    {
        var play = Play.Closing();

        play.Closed(1000, "bye");

        Assert.That(play.End.Info.Reason, Is.EqualTo("bye"));
    }

    [Test]
    public void Comes_back_at_once_after_a_renewal()
    {
        var play = Play.Stable().ReconnectAsked();

        play.Closed(TestDialect.Renewal);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.Immediately));
        Assert.That(play.Fetch, Is.EqualTo(new FetchToken(2, TokenReason.Reconnect)));
    }

    [Test]
    public void Comes_back_at_once_after_a_renewal_that_the_peer_ignored()
    {
        var play = Play.Stable().ReconnectAsked();

        play.Fired(MachineTimer.CloseGrace);

        Assert.That(play.Fetch, Is.EqualTo(new FetchToken(2, TokenReason.Reconnect)));
    }

    [Test]
    public void Goes_on_counting_failures_through_a_renewal()
    {
        var play = Play.Waiting().Redialled().Opened().ReconnectAsked();

        play.Closed(TestDialect.Renewal);

        Assert.That(play.Streak, Is.EqualTo(new Streak(Failures: 1, Tries: 2, Waits: 1)));
    }

    [Test]
    public void Starts_over_when_the_options_want_a_new_connection()
    {
        var play = Play.Waiting().Redialled().Opened().Reloaded(Other, reconnect: true);

        play.Closed(TestDialect.Renewal);

        Assert.That(play.Streak, Is.EqualTo(new Streak(Tries: 1)));
    }

    [Test]
    public void Dials_the_new_address_when_the_options_name_one()
    {
        var play = Play.Stable().Reloaded(Other, reconnect: true).Closed(TestDialect.Renewal);

        play.Token();

        Assert.That(play.Dialled, Is.EqualTo(Elsewhere));
    }

    [Test]
    public void Leaves_with_the_code_of_the_dialect_that_the_connection_was_opened_under()
    {
        var play = Play.Stable();

        play.Reloaded(Play.Settings with { Dialect = TestDialect.Instance with { ReconnectCloseCode = 4999 } }, reconnect: true);

        Assert.That(play.Effects, Does.Contain(new CloseConnection(1, TestDialect.Renewal)));
    }

    [Test]
    public void Takes_a_stop_over_a_renewal()
    {
        var play = Play.Stable().ReconnectAsked().StopAsked();

        play.Closed(TestDialect.Renewal);

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Idle));
    }

    [Test]
    public void Takes_a_start_over_a_stop()
    {
        var play = Play.Closing().Start();

        play.Closed(1000);

        Assert.That(play.State, Is.InstanceOf<MachineState.Authorizing>());
    }

    [Test]
    public void Starts_with_a_clean_streak_after_a_stop_that_was_taken_back()
    {
        var play = Play.Waiting().Redialled().Opened().StopAsked().Start();

        play.Closed(1000);

        Assert.That(play.Streak, Is.EqualTo(new Streak(Tries: 1)));
    }

    [Test]
    public void Keeps_counting_when_a_start_comes_while_it_renews()
    {
        var play = Play.Waiting().Redialled().Opened().ReconnectAsked().Start();

        play.Closed(TestDialect.Renewal);

        Assert.That(play.Streak.Failures, Is.EqualTo(1));
    }

    [Test]
    public void Starts_over_when_the_options_change_while_it_renews()
    {
        var play = Play.Waiting().Redialled().Opened().ReconnectAsked().Reloaded(Other, reconnect: true);

        play.Closed(TestDialect.Renewal);

        Assert.That(play.Streak.Failures, Is.Zero);
    }

    [Test]
    public void Stays_stopped_when_the_options_change_during_the_goodbye()
    {
        var play = Play.Closing().Reloaded(Other, reconnect: true);

        play.Closed(1000);

        Assert.That(play.State, Is.EqualTo(new MachineState.Idle(Other, 1)));
    }

    [Test]
    public void Takes_routine_options_without_another_goodbye()
    {
        var play = Play.Stable().ReconnectAsked();

        play.Reloaded(Other);

        Assert.That(play.State, Is.EqualTo(new MachineState.Closing(Other, 1, Streak.Clean, null, AfterClose.Renew)));
        Assert.That(play.Effects, Is.Empty);
    }

    [Test]
    public void Does_not_renew_when_asked_to_while_it_stops()
    {
        var play = Play.Closing();

        play.ReconnectAsked();

        Assert.That(((MachineState.Closing)play.State).Then, Is.EqualTo(AfterClose.Rest));
    }

    [Test]
    public void Is_neither_a_failure_nor_an_outage()
    {
        var play = Play.Stable().ReconnectAsked();

        play.Closed(TestDialect.Renewal);

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Connecting));
    }

    private static CloseRule RequestedRule => TestDialect.Instance.Find(new DisconnectInfo(DisconnectCause.Requested));
}
