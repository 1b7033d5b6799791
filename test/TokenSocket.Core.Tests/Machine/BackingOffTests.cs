using TokenSocket.CloseCodes;
using TokenSocket.Machine;
using TokenSocket.Notices;
using TokenSocket.Reconnecting;

namespace TokenSocket.Core.Tests.Machine;

public sealed class BackingOffTests
{
    [Test]
    public void Waits_31_62_120_and_120_seconds_in_a_row_of_failures()
    {
        var play = Play.Connecting();

        var waits = Enumerable.Range(0, 4).Select(_ => Fail(play)).ToList();

        Assert.That(waits, Is.EqualTo([Seconds(31), Seconds(62), Seconds(120), Seconds(120)]));
    }

    [Test]
    public void Does_not_forget_a_failure_because_a_connection_opened()
    {
        var play = Play.Waiting().Redialled().Opened();

        play.Closed(TestDialect.Lost);

        Assert.That(play.Delay, Is.EqualTo(Seconds(62)));
    }

    [Test]
    public void Forgets_failures_when_a_connection_has_been_stable()
    {
        var play = Play.Waiting().Redialled().Opened().Fired(MachineTimer.Stable);

        play.Closed(TestDialect.Lost);

        Assert.That(play.Delay, Is.EqualTo(Seconds(31)));
    }

    [Test]
    public void Throws_the_dice_of_the_moment_of_the_end()
    {
        var play = Play.Connecting(Play.Settings with { Backoff = new BackoffSchedule(Seconds(10), Seconds(60), Jitter: 0.5) });

        play.WithDice(0.5).Closed(TestDialect.Lost);

        Assert.That(play.Delay, Is.EqualTo(Seconds(12.5)));
    }

    [Test]
    public void Says_the_delay_the_attempt_and_the_hour_of_the_next_try()
    {
        var play = Play.Connecting();

        play.Later(Seconds(5)).Closed(TestDialect.Lost);

        Assert.That(play.Notices[^1], Is.EqualTo(new RetryScheduled(Seconds(31), 2, Play.Midnight + Seconds(36))));
    }

    [Test]
    public void Waits_the_least_wait_of_the_row_though_it_exceeds_the_maximum()
    {
        var play = Play.Connecting();

        play.Closed(TestDialect.Full);

        Assert.That(play.Delay, Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public void Waits_by_the_schedule_where_it_exceeds_the_least_wait_of_the_row()
    {
        var play = Play.Waiting().Redialled();

        play.Closed(CloseCode.TryAgainLater);

        Assert.That(play.Delay, Is.EqualTo(Seconds(62)));
    }

    [Test]
    public void Waits_as_long_as_the_server_asks_though_it_exceeds_the_maximum()
    {
        var play = Play.Connecting();

        play.Ended(Busy(TimeSpan.FromMinutes(10)));

        Assert.That(play.Delay, Is.EqualTo(TimeSpan.FromMinutes(10)));
    }

    [Test]
    public void Waits_by_the_schedule_where_the_server_asks_for_less()
    {
        var play = Play.Connecting();

        play.Ended(Busy(Seconds(30)));

        Assert.That(play.Delay, Is.EqualTo(Seconds(31)));
    }

    [Test]
    public void Waits_no_longer_than_an_hour_whatever_the_server_asks()
    {
        var play = Play.Connecting();

        play.Ended(Busy(TimeSpan.FromDays(1)));

        Assert.That(play.Delay, Is.EqualTo(TimeSpan.FromHours(1)));
    }

    [Test]
    public void Waits_the_longer_of_the_least_wait_and_what_the_server_asks()
    {
        var play = Play.Connecting();

        play.Ended(new DisconnectInfo(DisconnectCause.InBand, TestDialect.Full, RetryAfter: TimeSpan.FromMinutes(4)));

        Assert.That(play.Delay, Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public void Is_cut_to_a_new_and_shorter_maximum()
    {
        var play = Play.Waiting().Redialled().Closed(TestDialect.Lost);

        play.Later(Seconds(10)).Reloaded(WithMax(40));

        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new ConnectionEffect.Announce(new RetryScheduled(Seconds(30), 3, Play.Midnight + Seconds(40))),
            new ConnectionEffect.StartTimer(MachineTimer.Retry, 2, Seconds(30)),
        }));
    }

    [Test]
    public void Is_over_at_once_when_it_has_already_lasted_the_new_maximum()
    {
        var play = Play.Waiting().Redialled().Closed(TestDialect.Lost);

        play.Later(Seconds(50)).Reloaded(WithMax(40));

        Assert.That(play.Delay, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Can_be_cut_twice()
    {
        var play = Play.Waiting().Redialled().Closed(TestDialect.Lost).Later(Seconds(10)).Reloaded(WithMax(40));

        play.Later(Seconds(10)).Reloaded(WithMax(35));

        Assert.That(play.Delay, Is.EqualTo(Seconds(15)));
    }

    [Test]
    public void Once_cut_is_not_prolonged_by_a_maximum_between()
    {
        var play = Play.Waiting().Redialled().Closed(TestDialect.Lost).Reloaded(WithMax(40));

        play.Reloaded(WithMax(50));

        Assert.That(play.Effects, Is.Empty);
    }

    [TestCase(31)]
    [TestCase(120)]
    public void Is_left_alone_by_a_maximum_that_is_no_shorter_than_the_wait(int seconds)
    {
        var play = Play.Waiting();

        play.Later(Seconds(10)).Reloaded(WithMax(seconds));

        Assert.That(play.Effects, Is.Empty);
    }

    [Test]
    public void Is_never_cut_below_what_the_server_asked_for()
    {
        var play = Play.Connecting().Ended(Busy(TimeSpan.FromMinutes(10)));

        play.Reloaded(WithMax(40));

        Assert.That(play.Effects, Is.Empty);
    }

    [Test]
    public void Is_cut_to_the_least_wait_where_that_exceeds_the_new_maximum()
    {
        var play = Play.Waiting().Redialled().Closed(CloseCode.TryAgainLater);

        play.Reloaded(WithMax(5));

        Assert.That(play.Delay, Is.EqualTo(Seconds(30)));
    }

    private static TimeSpan Fail(Play play)
    {
        var delay = play.Closed(TestDialect.Lost).Delay;
        play.Redialled();
        return delay;
    }

    private static MachineSettings WithMax(int seconds) => Play.Settings with { Backoff = new BackoffSchedule(Seconds(1), Seconds(seconds)) };

    private static DisconnectInfo Busy(TimeSpan retryAfter) => new(DisconnectCause.Refused, HttpStatus: 503, RetryAfter: retryAfter);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
