using TokenSocket.Machine;
using TokenSocket.Notices;

namespace TokenSocket.Core.Tests.Machine;

public sealed class OutageTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly MachineSettings AnHour = Play.Settings with { MaxOutage = Hour };

    [Test]
    public void Begins_with_the_first_failure_and_its_timer_too()
    {
        var play = Play.Stable(AnHour);

        play.Closed(TestDialect.Lost);

        Assert.That(play.Timer(MachineTimer.Outage), Is.EqualTo(new ConnectionEffect.StartTimer(MachineTimer.Outage, 1, Hour)));
    }

    [Test]
    public void Has_no_timer_where_there_is_no_maximum()
    {
        var play = Play.Stable();

        play.Closed(TestDialect.Lost);

        Assert.That(play.Timer(MachineTimer.Outage), Is.Null);
    }

    [Test]
    public void Is_timed_once_however_many_failures_it_has()
    {
        var play = Play.Waiting(AnHour).Redialled();

        play.Closed(TestDialect.Lost);

        Assert.That(play.Timer(MachineTimer.Outage), Is.Null);
    }

    [Test]
    public void Goes_on_while_a_connection_is_not_yet_stable()
    {
        var play = Play.Waiting(AnHour).Redialled();

        play.Opened();

        Assert.That(play.Stops(MachineTimer.Outage), Is.False);
    }

    [Test]
    public void Ends_with_its_timer_when_a_connection_is_stable()
    {
        var play = Play.Waiting(AnHour).Redialled().Opened();

        play.Fired(MachineTimer.Stable);

        Assert.That(play.Stops(MachineTimer.Outage), Is.True);
    }

    [Test]
    public void Tells_its_length_and_attempts_when_it_ends()
    {
        var play = Play.Connecting().Closed(TestDialect.Lost)
            .Later(TimeSpan.FromSeconds(31)).Redialled().Closed(TestDialect.Lost)
            .Later(TimeSpan.FromSeconds(62)).Redialled().Opened();

        play.Later(TimeSpan.FromSeconds(10)).Fired(MachineTimer.Stable);

        Assert.That(play.Notices, Is.EqualTo([new OutageEnded(TimeSpan.FromSeconds(103), Attempts: 3)]));
    }

    [Test]
    public void After_a_stable_connection_took_one_attempt_where_the_first_one_held()
    {
        var play = Play.Stable().Closed(TestDialect.Lost).Redialled().Opened();

        play.Fired(MachineTimer.Stable);

        Assert.That(play.Notices, Is.EqualTo([new OutageEnded(TimeSpan.Zero, Attempts: 1)]));
    }

    [Test]
    public void Counts_its_attempts_through_changed_options()
    {
        var play = Play.Stable().Closed(TestDialect.Lost).Redialled().Closed(TestDialect.Lost).Reloaded(AnHour, reconnect: true).Token().Opened();

        play.Fired(MachineTimer.Stable);

        Assert.That(play.Notices, Is.EqualTo([new OutageEnded(TimeSpan.Zero, Attempts: 2)]));
    }

    [Test]
    public void Is_told_of_once()
    {
        var play = Play.Waiting().Redialled().Opened().Fired(MachineTimer.Stable);

        play.Fired(MachineTimer.Stable);

        Assert.That(play.Effects, Is.Empty);
    }

    [Test]
    public void That_lasts_too_long_ends_a_wait()
    {
        var play = Play.Waiting(AnHour);

        play.OutlastedOutage();

        Assert.That(play.Stops(MachineTimer.Retry), Is.True);
        Assert.That(play.Stop.Message, Is.EqualTo("Gave up after 01:00:00 without a stable connection (MaxOutage)."));
    }

    [Test]
    public void That_lasts_too_long_aborts_the_question_for_a_token()
    {
        var play = Play.Waiting(AnHour).Fired(MachineTimer.Retry);

        play.OutlastedOutage();

        Assert.That(play.Aborts(2), Is.True);
        Assert.That(play.Stop.Kind, Is.EqualTo(StopKind.GaveUp));
    }

    [Test]
    public void That_lasts_too_long_aborts_an_attempt()
    {
        var play = Play.Waiting(AnHour).Redialled();

        play.OutlastedOutage();

        Assert.That(play.Aborts(2), Is.True);
        Assert.That(play.Stop.Kind, Is.EqualTo(StopKind.GaveUp));
    }

    [Test]
    public void That_lasts_too_long_leaves_an_open_connection_its_chance()
    {
        var play = Play.Waiting(AnHour).Redialled().Opened();

        play.OutlastedOutage();

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Connected));
        Assert.That(play.Effects, Is.Empty);
    }

    [Test]
    public void That_lasted_too_long_is_forgotten_where_the_connection_becomes_stable()
    {
        var play = Play.Waiting(AnHour).Redialled().Opened().OutlastedOutage().Fired(MachineTimer.Stable);

        play.Closed(TestDialect.Lost);

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Reconnecting));
    }

    [Test]
    public void That_lasted_too_long_stops_at_the_next_end()
    {
        var play = Play.Waiting(AnHour).Redialled().Opened().OutlastedOutage();

        play.Closed(TestDialect.Lost);

        Assert.That(play.Stop.Kind, Is.EqualTo(StopKind.GaveUp));
        Assert.That(play.Stop.Message, Is.EqualTo(
            "Gave up after 01:00:00 without a stable connection (MaxOutage); the last: The connection broke without a close frame."));
    }

    [Test]
    public void That_lasted_too_long_says_what_can_be_done_also_at_the_next_end()
    {
        var play = Play.Waiting(AnHour).Redialled().Opened().OutlastedOutage();

        play.Closed(TestDialect.Lost);

        Assert.That(play.Stop.Resolution, Is.EqualTo("Start it again once the server can be reached, or raise MaxOutage."));
    }

    [Test]
    public void That_lasted_too_long_during_a_goodbye_leaves_the_renewal_its_chance()
    {
        var play = Play.Waiting(AnHour).Redialled().Opened().ReconnectAsked().OutlastedOutage();

        play.Closed(TestDialect.Renewal);

        Assert.That(play.State, Is.InstanceOf<MachineState.Authorizing>());
    }

    [Test]
    public void Says_what_can_be_done_when_it_has_lasted_too_long()
    {
        var play = Play.Waiting(AnHour);

        play.OutlastedOutage();

        Assert.That(play.Stop.Resolution, Is.EqualTo("Start it again once the server can be reached, or raise MaxOutage."));
    }

    [Test]
    public void Is_timed_anew_when_the_maximum_changes()
    {
        var play = Play.Waiting(AnHour).Later(TimeSpan.FromMinutes(20));

        play.Reloaded(Play.Settings with { MaxOutage = TimeSpan.FromHours(2) });

        Assert.That(play.Timer(MachineTimer.Outage), Is.EqualTo(new ConnectionEffect.StartTimer(MachineTimer.Outage, 1, TimeSpan.FromMinutes(100))));
    }

    [Test]
    public void Is_over_at_once_when_it_has_already_lasted_the_new_maximum()
    {
        var play = Play.Waiting().Later(TimeSpan.FromMinutes(90));

        play.Reloaded(AnHour);

        Assert.That(play.Timer(MachineTimer.Outage)!.After, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Is_no_longer_timed_when_the_maximum_goes()
    {
        var play = Play.Waiting(AnHour);

        play.Reloaded(Play.Settings);

        Assert.That(play.Effects, Is.EqualTo([new ConnectionEffect.StopTimer(MachineTimer.Outage)]));
    }

    [Test]
    public void Is_not_ended_by_a_timer_that_fired_just_before_the_maximum_went()
    {
        var play = Play.Waiting(AnHour).Reloaded(Play.Settings);

        play.OutlastedOutage();

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Reconnecting));
    }

    [Test]
    public void That_had_lasted_too_long_gets_its_chance_back_when_the_maximum_goes()
    {
        var play = Play.Waiting(AnHour).Redialled().Opened().OutlastedOutage().Reloaded(Play.Settings);

        play.Closed(TestDialect.Lost);

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Reconnecting));
    }

    [Test]
    public void Is_timed_anew_also_where_the_options_want_a_new_connection()
    {
        var play = Play.Waiting(AnHour);

        play.Reloaded(Play.Settings with { MaxOutage = TimeSpan.FromHours(2) }, reconnect: true);

        Assert.That(play.Timer(MachineTimer.Outage), Is.EqualTo(new ConnectionEffect.StartTimer(MachineTimer.Outage, 1, TimeSpan.FromHours(2))));
        Assert.That(play.Fetch!.Epoch, Is.EqualTo(2));
    }

    [Test]
    public void Is_left_alone_by_options_that_keep_the_maximum()
    {
        var play = Play.Waiting(AnHour);

        play.Reloaded(AnHour with { ReconnectOnDuplicateConnection = true });

        Assert.That(play.Effects, Is.Empty);
    }
}
