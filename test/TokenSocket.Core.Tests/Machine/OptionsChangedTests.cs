using TokenSocket.Credentials;
using TokenSocket.Machine;
using TokenSocket.Notices;
using static TokenSocket.Machine.ConnectionEffect;

namespace TokenSocket.Core.Tests.Machine;

public sealed class OptionsChangedTests
{
    private static readonly MachineSettings Other = Play.Settings with { Gateway = new Uri("wss://elsewhere.example/"), ConnectTimeout = TimeSpan.FromSeconds(7) };

    [TestCaseSource(typeof(Play), nameof(Play.Everywhere))]
    public void Hold_from_now_on_in_every_state(string state)
    {
        var play = Play.In(state);

        play.Reloaded(Other);

        Assert.That(play.State.Settings, Is.SameAs(Other));
    }

    [TestCaseSource(typeof(Play), nameof(Play.Everywhere))]
    public void Leave_everything_else_as_it_is_where_they_want_no_new_connection(string state)
    {
        var play = Play.In(state);
        var before = play.State;

        play.Reloaded(Other);

        Assert.That(play.State, Is.EqualTo(before with { Settings = Other }));
        Assert.That(play.Effects, Is.Empty);
    }

    [TestCase(nameof(Play.Idle))]
    [TestCase(nameof(Play.Stopped))]
    [TestCase(nameof(Play.GaveUp))]
    public void Start_nothing_that_stands_still(string state)
    {
        var play = Play.In(state);
        var before = play.State;

        play.Reloaded(Other, reconnect: true);

        Assert.That(play.State, Is.EqualTo(before with { Settings = Other }));
        Assert.That(play.Effects, Is.Empty);
    }

    [Test]
    public void Ask_anew_for_a_token_where_they_want_a_new_connection()
    {
        var play = Play.Authorizing();

        play.Reloaded(Other, reconnect: true);

        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[] { new AbortAttempt(1), new FetchToken(2, TokenReason.Reconnect) }));
    }

    [Test]
    public void Abort_an_attempt_where_they_want_a_new_connection()
    {
        var play = Play.Connecting();

        play.Reloaded(Other, reconnect: true);

        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new StopTimer(MachineTimer.Open),
            new AbortAttempt(1),
            new FetchToken(2, TokenReason.Reconnect),
        }));
    }

    [Test]
    public void Skip_a_wait_where_they_want_a_new_connection()
    {
        var play = Play.Waiting();

        play.Reloaded(Other, reconnect: true);

        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[] { new StopTimer(MachineTimer.Retry), new FetchToken(2, TokenReason.Reconnect) }));
    }

    [TestCase(nameof(Play.Authorizing))]
    [TestCase(nameof(Play.Connecting))]
    [TestCase(nameof(Play.Waiting))]
    public void Lead_to_the_new_address(string state)
    {
        var play = Play.In(state).Reloaded(Other, reconnect: true);

        play.Token();

        Assert.That(play.Effects, Does.Contain(new OpenConnection(2, new Uri("wss://elsewhere.example/"))));
        Assert.That(play.Timer(MachineTimer.Open)!.After, Is.EqualTo(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public void Forget_the_failures_where_they_want_a_new_connection()
    {
        var play = Play.Waiting();

        play.Reloaded(Other, reconnect: true);

        Assert.That(play.Streak, Is.EqualTo(new Streak(Tries: 1)));
    }

    [Test]
    public void Do_not_end_an_outage()
    {
        var play = Play.Waiting();
        var before = ((MachineState.Active)play.State).Outage;

        play.Reloaded(Other, reconnect: true);

        Assert.That(((MachineState.Active)play.State).Outage, Is.EqualTo(before! with { Attempts = 2 }));
    }

    [Test]
    public void Are_told_to_nobody_by_the_machine()
    {
        var play = Play.Stable();

        play.Reloaded(Other);

        Assert.That(play.Notices, Is.EqualTo(Array.Empty<ConnectionNotice>()));
    }
}
