using TokenSocket.CloseCodes;
using TokenSocket.Machine;
using TokenSocket.Notices;

namespace TokenSocket.Core.Tests.Machine;

public sealed class MaxAttemptsTests
{
    [Test]
    public void Are_made_before_it_gives_up()
    {
        var play = Play.Waiting(AtMost(3)).Redialled();

        play.Closed(TestDialect.Lost);

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Reconnecting));
    }

    [Test]
    public void Are_not_exceeded()
    {
        var play = Play.Waiting(AtMost(3)).Redialled().Closed(TestDialect.Lost).Redialled();

        play.Closed(TestDialect.Lost);

        Assert.That(play.Stop.Kind, Is.EqualTo(StopKind.GaveUp));
    }

    [Test]
    public void Are_told_with_the_last_end_when_it_gives_up()
    {
        var play = Play.Waiting(AtMost(2)).Redialled();

        play.Closed(TestDialect.Lost);

        Assert.That(play.Stop.Message, Is.EqualTo("Gave up after 2 failed attempts (MaxAttempts); the last: The connection broke without a close frame."));
        Assert.That(play.Stop.Code, Is.EqualTo(TestDialect.Lost));
    }

    [Test]
    public void Are_told_with_the_status_where_the_last_handshake_was_refused()
    {
        var play = Play.Connecting(AtMost(1));

        play.Ended(new DisconnectInfo(DisconnectCause.Refused, HttpStatus: 503));

        Assert.That(play.Stop.Code, Is.EqualTo(503));
    }

    [Test]
    public void Can_be_one_and_are_told_so()
    {
        var play = Play.Connecting(AtMost(1));

        play.Closed(TestDialect.Lost);

        Assert.That(play.Stop.Message, Does.StartWith("Gave up after 1 failed attempt (MaxAttempts); "));
    }

    [Test]
    public void Can_be_raised_and_the_stop_says_so()
    {
        var play = Play.Connecting(AtMost(1));

        play.Closed(TestDialect.Lost);

        Assert.That(play.Stop.Resolution, Is.EqualTo("Start it again once the server can be reached, or raise MaxAttempts."));
    }

    [Test]
    public void Do_not_count_the_loss_of_a_stable_connection()
    {
        var play = Play.Stable(AtMost(1)).Closed(TestDialect.Lost);

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Reconnecting));
    }

    [Test]
    public void Count_the_attempt_after_the_loss_of_a_stable_connection()
    {
        var play = Play.Stable(AtMost(1)).Closed(TestDialect.Lost).Redialled();

        play.Closed(TestDialect.Lost);

        Assert.That(play.Stop.Kind, Is.EqualTo(StopKind.GaveUp));
    }

    [Test]
    public void Count_a_connection_that_was_lost_before_it_was_stable()
    {
        var play = Play.Connected(AtMost(1));

        play.Closed(TestDialect.Lost);

        Assert.That(play.Stop.Kind, Is.EqualTo(StopKind.GaveUp));
    }

    [Test]
    public void Count_a_token_that_could_not_be_had()
    {
        var play = Play.Authorizing(AtMost(1));

        play.NoToken();

        Assert.That(play.Stop.Kind, Is.EqualTo(StopKind.GaveUp));
    }

    [Test]
    public void Are_forgotten_when_a_connection_is_stable()
    {
        var play = Play.Waiting(AtMost(2)).Redialled().Opened().Fired(MachineTimer.Stable);

        play.Closed(TestDialect.Lost);

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Reconnecting));
    }

    [Test]
    public void Give_way_to_a_final_verdict()
    {
        var play = Play.Connecting(AtMost(1));

        play.Closed(TestDialect.Gone);

        Assert.That(play.Stop.Kind, Is.EqualTo(StopKind.Verdict));
    }

    [Test]
    public void Tell_the_verdict_of_the_last_end_all_the_same()
    {
        var play = Play.Connecting(AtMost(1));

        play.Closed(TestDialect.Lost);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.AfterBackoff));
    }

    [Test]
    public void Leave_no_timer_of_the_outage_behind()
    {
        var play = Play.Waiting(AtMost(2) with { MaxOutage = TimeSpan.FromHours(1) }).Redialled();

        play.Closed(TestDialect.Lost);

        Assert.That(play.Stops(MachineTimer.Outage), Is.True);
    }

    private static MachineSettings AtMost(int attempts) => Play.Settings with { MaxAttempts = attempts };
}
