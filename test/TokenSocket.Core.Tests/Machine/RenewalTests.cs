using TokenSocket.CloseCodes;
using TokenSocket.Machine;
using TokenSocket.Notices;
using static TokenSocket.Machine.ConnectionEffect;

namespace TokenSocket.Core.Tests.Machine;

/// <summary>A token that ages while its connection is up.</summary>
public sealed class RenewalTests
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(13);

    [Test]
    public void Is_asked_for_when_the_token_is_old_enough_counted_from_when_it_was_given()
    {
        var play = Play.Authorizing().Token(Age).Later(TimeSpan.FromSeconds(4));

        play.Opened();

        Assert.That(play.Timer(MachineTimer.Refresh)!.After, Is.EqualTo(TimeSpan.FromMinutes(13) - TimeSpan.FromSeconds(4)));
    }

    [Test]
    public void Is_not_asked_for_where_the_token_does_not_age()
    {
        var play = Play.Connecting();

        play.Opened();

        Assert.That(play.Timer(MachineTimer.Refresh), Is.Null);
    }

    [Test]
    public void Is_asked_for_after_5_seconds_where_the_token_is_old_already()
    {
        var play = Play.Authorizing().Token(TimeSpan.Zero).Later(TimeSpan.FromSeconds(4));

        play.Opened();

        Assert.That(play.Timer(MachineTimer.Refresh)!.After, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void Leaves_the_connection_alone_where_a_token_is_looked_at_in_the_handshake()
    {
        var play = Aged(AgeingToken.Nothing);

        play.Renewed(Age);

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Connected));
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new Announce(new TokenRefreshed()),
            new StartTimer(MachineTimer.Refresh, 1, Age),
        }));
    }

    [Test]
    public void Closes_the_old_connection_before_it_dials_where_the_dialect_says_so()
    {
        var play = Aged(AgeingToken.Reconnect);

        play.Renewed(Age);

        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new Announce(new TokenRefreshed()),
            new StopTimer(MachineTimer.Stable),
            new CloseConnection(1, TestDialect.Renewal),
            new StartTimer(MachineTimer.CloseGrace, 1, TimeSpan.FromSeconds(5)),
        }));
        Assert.That(play.Ended(new DisconnectInfo(DisconnectCause.Closed, TestDialect.Renewal)).Fetch!.Epoch, Is.EqualTo(2));
    }

    [Test]
    public void Goes_out_on_the_connection_that_is_up_where_the_dialect_says_so()
    {
        var play = Aged(AgeingToken.InBand);

        play.Renewed(Age);

        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new Announce(new TokenRefreshed()),
            new PresentToken(1),
            new StartTimer(MachineTimer.Refresh, 1, Age),
        }));
    }

    [Test]
    public void Ends_with_a_token_that_does_not_age()
    {
        var play = Aged(AgeingToken.Nothing);

        play.Renewed(null);

        Assert.That(play.Timer(MachineTimer.Refresh), Is.Null);
    }

    [Test]
    public void That_fails_keeps_the_connection_and_is_tried_again_by_backoff()
    {
        var play = Aged(AgeingToken.Reconnect).NotRenewed("The issuer is away.").Fired(MachineTimer.Refresh);

        play.NotRenewed("The issuer is away.");

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Connected));
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[]
        {
            new Announce(new TokenRefreshFailed("The issuer is away.", TimeSpan.FromSeconds(62))),
            new StartTimer(MachineTimer.Refresh, 1, TimeSpan.FromSeconds(62)),
        }));
    }

    [TestCase(90, 90)]
    [TestCase(1, 31)]
    [TestCase(90_000, 3600)]
    public void That_fails_waits_as_long_as_the_issuer_asks(int asked, int waited)
    {
        var play = Aged(AgeingToken.Nothing);

        play.NotRenewed("Too many requests.", retryAfter: TimeSpan.FromSeconds(asked));

        Assert.That(play.Timer(MachineTimer.Refresh)!.After, Is.EqualTo(TimeSpan.FromSeconds(waited)));
    }

    [Test]
    public void That_fails_never_waits_less_than_5_seconds()
    {
        var hasty = Play.Settings with { Backoff = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)) };
        var play = Play.Authorizing(hasty).Token(Age).Opened().Fired(MachineTimer.Refresh);

        play.NotRenewed("The issuer is away.");

        Assert.That(play.Timer(MachineTimer.Refresh)!.After, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void That_brings_the_same_ageing_token_is_no_news_and_tried_again()
    {
        var play = Aged(AgeingToken.Reconnect);

        play.NotRenewed(null, retryAfter: TimeSpan.Zero);

        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[] { new StartTimer(MachineTimer.Refresh, 1, TimeSpan.FromSeconds(31)) }));
    }

    [Test]
    public void That_brings_the_same_token_without_an_age_is_the_last()
    {
        var play = Aged(AgeingToken.Reconnect);

        play.NotRenewed(null);

        Assert.That(play.Effects, Is.Empty);
    }

    [Test]
    public void That_fails_for_good_keeps_the_connection_and_leaves_the_rest_to_the_next_dial()
    {
        var play = Aged(AgeingToken.Reconnect);

        play.NotRenewedForGood("The client secret is wrong.");

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Connected));
        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[] { new Announce(new TokenRefreshFailed("The client secret is wrong.", null)) }));
    }

    [Test]
    public void Ends_its_timer_with_the_connection()
    {
        var play = Play.Authorizing().Token(Age).Opened();

        play.Closed(TestDialect.Lost);

        Assert.That(play.Stops(MachineTimer.Refresh), Is.True);
    }

    [TestCase(AgeingToken.Nothing, false)]
    [TestCase(AgeingToken.Reconnect, true)]
    [TestCase(AgeingToken.InBand, true)]
    public void Is_asked_for_in_5_seconds_when_the_token_changed_where_the_connection_depends_on_it(AgeingToken ageing, bool asked)
    {
        var play = Play.Stable(Ageing(ageing));

        play.TokenChanged();

        Assert.That(play.Timer(MachineTimer.Refresh)?.After, Is.EqualTo(asked ? TimeSpan.FromSeconds(5) : (TimeSpan?)null));
    }

    [TestCase(AgeingToken.Nothing, false)]
    [TestCase(AgeingToken.Reconnect, false)]
    [TestCase(AgeingToken.InBand, true)]
    public void Is_asked_for_in_5_seconds_when_the_server_says_that_the_token_expired_where_it_takes_another_in_band(AgeingToken ageing, bool asked)
    {
        var play = Play.Stable(Ageing(ageing));

        play.TokenExpired();

        Assert.That(play.Timer(MachineTimer.Refresh)?.After, Is.EqualTo(asked ? TimeSpan.FromSeconds(5) : (TimeSpan?)null));
    }

    [Test]
    public void Is_not_put_off_by_a_server_that_says_so_again_and_again()
    {
        var play = Play.Stable(Ageing(AgeingToken.InBand)).TokenExpired();

        play.TokenExpired();

        Assert.That(play.Effects, Is.Empty);
    }

    [Test]
    public void Is_not_put_off_by_one_change_after_the_other()
    {
        var play = Play.Stable(Ageing(AgeingToken.Reconnect)).TokenChanged();

        play.TokenChanged();

        Assert.That(play.Effects, Is.Empty);
    }

    [Test]
    public void Is_asked_for_once_more_where_the_token_changed_meanwhile()
    {
        var play = Aged(AgeingToken.InBand).TokenChanged();

        play.Renewed(Age);

        Assert.That(play.Timer(MachineTimer.Refresh)!.After, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void That_no_dial_has_used_yet_is_told_again_when_the_run_stops()
    {
        var play = Aged(AgeingToken.Nothing).Renewed(Age);

        play.Closed(TestDialect.Gone);

        Assert.That(play.Effects[^1], Is.EqualTo(new RepeatTokenChange()));
    }

    [Test]
    public void That_fails_leaves_a_change_that_no_dial_has_used_yet()
    {
        var play = Play.Authorizing(Ageing(AgeingToken.Nothing)).Token(Age).Opened().TokenChanged().Fired(MachineTimer.Refresh).NotRenewed("The issuer is away.");

        play.Closed(TestDialect.Gone);

        Assert.That(play.Effects[^1], Is.EqualTo(new RepeatTokenChange()));
    }

    [Test]
    public void That_brings_the_same_token_settles_a_change()
    {
        var play = Play.Stable(Ageing(AgeingToken.Reconnect)).TokenChanged().Fired(MachineTimer.Refresh).NotRenewed(null);

        play.Closed(TestDialect.Gone);

        Assert.That(play.Effects.OfType<RepeatTokenChange>(), Is.Empty);
    }

    [Test]
    public void That_is_under_way_when_the_run_stops_is_told_again()
    {
        var play = Aged(AgeingToken.Reconnect);

        play.Closed(TestDialect.Gone);

        Assert.That(play.Effects[^1], Is.EqualTo(new RepeatTokenChange()));
    }

    [Test]
    public void That_is_under_way_is_not_asked_for_twice()
    {
        var play = Aged(AgeingToken.Reconnect);

        play.TokenChanged();

        Assert.That(play.Effects, Is.Empty);
    }

    [Test]
    public void Sets_its_timer_anew_when_the_token_changed()
    {
        var play = Play.Authorizing(Ageing(AgeingToken.InBand)).Token(Age).Opened();

        play.TokenChanged();

        Assert.That(play.Effects, Is.EqualTo(new ConnectionEffect[] { new StopTimer(MachineTimer.Refresh), new StartTimer(MachineTimer.Refresh, 1, TimeSpan.FromSeconds(5)) }));
    }

    private static Play Aged(AgeingToken ageing) => Play.Authorizing(Ageing(ageing)).Token(Age).Opened().Fired(MachineTimer.Refresh);

    private static MachineSettings Ageing(AgeingToken ageing) => Play.Settings with { Dialect = TestDialect.Instance with { AgeingToken = ageing } };
}
