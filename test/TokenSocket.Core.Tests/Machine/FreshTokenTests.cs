using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Machine;
using TokenSocket.Notices;

namespace TokenSocket.Core.Tests.Machine;

public sealed class FreshTokenTests
{
    private static readonly MachineSettings TokenSocket = Play.Settings with { Dialect = KnownDialects.TokenSocket };

    [Test]
    public void Is_asked_for_without_a_wait()
    {
        var play = Play.Connecting();

        play.Closed(TestDialect.Rejected);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.WithFreshToken));
        Assert.That(play.Fetch, Is.EqualTo(new ConnectionEffect.FetchToken(2, TokenReason.Rejected)));
    }

    [Test]
    public void Is_told_of_when_it_comes()
    {
        var play = Play.Connecting().Closed(TestDialect.Rejected);

        play.Token();

        Assert.That(play.Notices, Is.EqualTo(new ConnectionNotice[] { new TokenRefreshed(), new Connecting(2) }));
    }

    [Test]
    public void Is_not_told_of_again_at_the_next_attempt()
    {
        var play = Play.Connecting().Closed(TestDialect.Rejected).Token().Closed(TestDialect.Lost);

        play.Redialled();

        Assert.That(play.Notices, Is.EqualTo([new Connecting(3)]));
    }

    [Test]
    public void Is_not_asked_for_twice_in_a_row()
    {
        var play = Play.Connecting().Closed(TestDialect.Rejected).Token();

        play.Closed(TestDialect.Rejected);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.Never));
        Assert.That(play.Stop.Code, Is.EqualTo(TestDialect.Rejected));
    }

    [Test]
    public void Is_asked_for_again_after_a_stable_connection()
    {
        var play = Play.Connecting().Closed(TestDialect.Rejected).Token().Opened().Fired(MachineTimer.Stable);

        play.Closed(TestDialect.Rejected);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.WithFreshToken));
    }

    [Test]
    public void That_is_the_rejected_one_stops_with_the_rows_own_words()
    {
        var play = Play.Connecting().Closed(TestDialect.Rejected);
        var rule = TestDialect.Instance.Find(TestDialect.Rejected);

        play.Token(same: true);

        Assert.That(play.Stop, Is.EqualTo(new StopReason(StopKind.Verdict, rule, TestDialect.Rejected, "The token is stale.", "Check the token.") { Info = new DisconnectInfo(DisconnectCause.Closed, TestDialect.Rejected) }));
    }

    [Test]
    public void That_is_the_rejected_one_is_never_dialled_with()
    {
        var play = Play.Connecting().Closed(TestDialect.Rejected);

        play.Token(same: true);

        Assert.That(play.Dialled, Is.Null);
        Assert.That(play.Aborts(2), Is.True);
    }

    [Test]
    public void That_is_the_rejected_one_stops_after_401_with_the_words_of_4002()
    {
        var play = Play.Connecting(TokenSocket).Ended(new DisconnectInfo(DisconnectCause.Refused, HttpStatus: 401));

        play.Token(same: true);

        Assert.That(play.Stop.ToString(), Is.EqualTo("401 Invalid Token: The API token is invalid. Check the token, or generate a new one."));
    }

    [Test]
    public void That_is_the_same_as_ever_is_fine_where_none_was_rejected()
    {
        var play = Play.Waiting().Fired(MachineTimer.Retry);

        play.Token(same: true);

        Assert.That(play.Dialled, Is.EqualTo(Play.Gateway));
    }

    [Test]
    public void Is_still_asked_for_as_rejected_after_the_provider_failed()
    {
        var play = Play.Connecting().Closed(TestDialect.Rejected).NoToken();

        play.Fired(MachineTimer.Retry);

        Assert.That(play.Fetch, Is.EqualTo(new ConnectionEffect.FetchToken(3, TokenReason.Rejected)));
    }

    [Test]
    public void That_is_the_rejected_one_stops_also_after_the_provider_failed()
    {
        var play = Play.Connecting().Closed(TestDialect.Rejected).NoToken().Fired(MachineTimer.Retry);

        play.Token(same: true);

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Stopped));
    }

    [Test]
    public void Of_a_provider_that_fails_is_asked_for_again_after_a_wait()
    {
        var play = Play.Authorizing();

        play.NoToken("The issuer is away.");

        Assert.That(play.End.Info, Is.EqualTo(new DisconnectInfo(DisconnectCause.TokenUnavailable, Reason: "The issuer is away.")));
        Assert.That(play.Delay, Is.EqualTo(TimeSpan.FromSeconds(31)));
    }

    [Test]
    public void Of_a_provider_that_names_a_wait_is_not_asked_for_before()
    {
        var play = Play.Authorizing();

        play.NoToken("Too many requests.", TimeSpan.FromMinutes(5));

        Assert.That(play.Delay, Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public void Is_asked_for_again_when_an_outage_came_between_two_rejections()
    {
        var play = Play.Connecting().Closed(TestDialect.Rejected).Token().Closed(TestDialect.Lost).Redialled();

        play.Closed(TestDialect.Rejected);

        Assert.That(play.Fetch!.Why, Is.EqualTo(TokenReason.Rejected));
    }

    [Test]
    public void Is_not_asked_for_again_when_only_the_provider_failed_between_two_rejections()
    {
        var play = Play.Connecting().Closed(TestDialect.Rejected).NoToken().Redialled();

        play.Closed(TestDialect.Rejected);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.Never));
    }

    [Test]
    public void Of_a_provider_that_has_none_for_good_stops_with_its_own_sentence()
    {
        var play = Play.Authorizing();

        play.NoTokenForGood("The client secret is wrong.");

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.Never));
        Assert.That(play.Stop.ToString(), Is.EqualTo("No Token: The client secret is wrong. Check the token provider."));
    }
}
