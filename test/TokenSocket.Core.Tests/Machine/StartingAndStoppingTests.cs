using TokenSocket.Credentials;
using TokenSocket.Machine;
using TokenSocket.Notices;

namespace TokenSocket.Core.Tests.Machine;

public sealed class StartingAndStoppingTests
{
    [TestCaseSource(typeof(Play), nameof(Play.Everywhere))]
    public void A_stop_leads_to_rest_from_everywhere(string state)
    {
        var play = Play.In(state).StopAsked();

        _ = play.Status == ConnectionStatus.Closing ? play.Fired(MachineTimer.CloseGrace) : play;

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Idle));
    }

    [TestCase(nameof(Play.Authorizing))]
    [TestCase(nameof(Play.Connecting))]
    [TestCase(nameof(Play.Waiting))]
    public void A_stop_is_told_as_requested(string state)
    {
        var play = Play.In(state);

        play.StopAsked();

        Assert.That(play.Stop.Kind, Is.EqualTo(StopKind.Requested));
    }

    [TestCase(nameof(Play.Idle))]
    [TestCase(nameof(Play.Stopped))]
    [TestCase(nameof(Play.GaveUp))]
    public void A_stop_of_what_stands_still_is_told_to_nobody(string state)
    {
        var play = Play.In(state);

        play.StopAsked();

        Assert.That(play.Effects, Is.Empty);
    }

    [TestCase(nameof(Play.Authorizing))]
    [TestCase(nameof(Play.Connecting))]
    [TestCase(nameof(Play.Connected))]
    [TestCase(nameof(Play.Waiting))]
    public void A_start_of_what_runs_changes_nothing(string state)
    {
        var play = Play.In(state);
        var before = play.State;

        play.Start();

        Assert.That(play.State, Is.SameAs(before));
        Assert.That(play.Effects, Is.Empty);
    }

    [TestCase(nameof(Play.Stopped))]
    [TestCase(nameof(Play.GaveUp))]
    public void A_start_after_a_permanent_stop_begins_a_new_run(string state)
    {
        var play = Play.In(state);

        play.Start();

        Assert.That(play.Fetch, Is.EqualTo(new ConnectionEffect.FetchToken(2, TokenReason.First)));
        Assert.That(play.Streak with { Rejection = null }, Is.EqualTo(new Streak(Tries: 1)));
    }

    [Test]
    public void A_start_after_a_stop_takes_the_next_epoch()
    {
        var play = Play.Connecting().StopAsked();

        play.Start();

        Assert.That(play.Fetch!.Epoch, Is.EqualTo(2));
    }

    [Test]
    public void Another_token_revives_what_a_verdict_had_stopped()
    {
        var play = Play.Stopped();

        play.TokenChanged();

        Assert.That(play.Fetch, Is.EqualTo(new ConnectionEffect.FetchToken(2, TokenReason.Rejected)));
        Assert.That(play.Streak with { Rejection = null }, Is.EqualTo(new Streak(Tries: 1)));
    }

    [Test]
    public void Another_token_revives_what_the_provider_had_stopped()
    {
        var play = Play.Authorizing().NoTokenForGood();

        play.TokenChanged();

        Assert.That(play.State, Is.InstanceOf<MachineState.Authorizing>());
    }

    [TestCase(nameof(Play.Idle))]
    [TestCase(nameof(Play.GaveUp))]
    [TestCase(nameof(Play.Authorizing))]
    [TestCase(nameof(Play.Connecting))]
    [TestCase(nameof(Play.Connected))]
    [TestCase(nameof(Play.Waiting))]
    [TestCase(nameof(Play.Closing))]
    public void Another_token_leads_to_nothing_at_once_elsewhere(string state)
    {
        var play = Play.In(state);
        var before = play.State;

        play.TokenChanged();

        Assert.That((play.State.GetType(), play.State.Epoch), Is.EqualTo((before.GetType(), before.Epoch)));
        Assert.That(play.Effects, Is.Empty);
    }

    [TestCase(nameof(Play.Connecting))]
    [TestCase(nameof(Play.Connected))]
    public void Another_token_is_told_again_when_the_run_then_stops(string state)
    {
        var play = Play.In(state).TokenChanged();

        play.Closed(TestDialect.Gone);

        Assert.That(play.Effects[^1], Is.EqualTo(new ConnectionEffect.RepeatTokenChange()));
    }

    [Test]
    public void Another_token_is_not_told_again_where_there_is_none()
    {
        var play = Play.Connected();

        play.Closed(TestDialect.Gone);

        Assert.That(play.Effects.OfType<ConnectionEffect.RepeatTokenChange>(), Is.Empty);
    }

    [Test]
    public void Another_token_after_a_provider_that_had_none_for_good_is_asked_for_as_the_first()
    {
        var play = Play.Authorizing().NoTokenForGood();

        play.TokenChanged();

        Assert.That(play.Fetch, Is.EqualTo(new ConnectionEffect.FetchToken(2, TokenReason.First)));
    }

    [Test]
    public void Another_token_that_came_while_connecting_is_told_again_when_the_connection_then_stops()
    {
        var play = Play.Connecting().TokenChanged().Opened();

        play.Closed(TestDialect.Gone);

        Assert.That(play.Effects[^1], Is.EqualTo(new ConnectionEffect.RepeatTokenChange()));
    }

    [Test]
    public void Another_token_that_revives_is_no_refresh()
    {
        var play = Play.Stopped().TokenChanged();

        play.Token();

        Assert.That(play.Notices, Is.EqualTo(new ConnectionNotice[] { new Connecting(1) }));
    }

    [Test]
    public void Another_token_that_is_the_rejected_one_stops_without_a_dial()
    {
        var play = Play.Stopped().TokenChanged();

        play.Token(same: true);

        Assert.That((play.Dialled, play.Status), Is.EqualTo(((Uri?)null, ConnectionStatus.Stopped)));
    }

    [TestCase(nameof(Play.Idle), ConnectionStatus.Idle)]
    [TestCase(nameof(Play.Authorizing), ConnectionStatus.Connecting)]
    [TestCase(nameof(Play.Connecting), ConnectionStatus.Connecting)]
    [TestCase(nameof(Play.Connected), ConnectionStatus.Connected)]
    [TestCase(nameof(Play.Waiting), ConnectionStatus.Reconnecting)]
    [TestCase(nameof(Play.Closing), ConnectionStatus.Closing)]
    [TestCase(nameof(Play.Stopped), ConnectionStatus.Stopped)]
    public void The_status_says_where_it_stands(string state, ConnectionStatus status) =>
        Assert.That(Play.In(state).Status, Is.EqualTo(status));

    [Test]
    public void The_status_of_a_further_attempt_is_reconnecting() =>
        Assert.That(Play.Waiting().Fired(MachineTimer.Retry).Status, Is.EqualTo(ConnectionStatus.Reconnecting));

    [Test]
    public void The_status_of_an_outage_outlives_changed_options() =>
        Assert.That(Play.Waiting().Reloaded(Play.Settings, reconnect: true).Status, Is.EqualTo(ConnectionStatus.Reconnecting));

    [Test]
    public void A_state_reads_as_its_name_and_epoch() =>
        Assert.That(Play.Waiting().State.ToString(), Is.EqualTo("Waiting (epoch 1)"));
}
