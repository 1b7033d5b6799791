using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Machine;

namespace TokenSocket.Core.Tests.Machine;

public sealed class ComingBackAtOnceTests
{
    [Test]
    public void Asks_for_a_token_without_a_wait()
    {
        var play = Play.Stable();

        play.Closed(TestDialect.AtOnce);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.Immediately));
        Assert.That(play.Fetch, Is.EqualTo(new ConnectionEffect.FetchToken(2, TokenReason.Reconnect)));
    }

    [Test]
    public void Happens_once_in_a_row_of_failures_and_then_waits()
    {
        var play = Play.Stable().Closed(TestDialect.AtOnce).Token().Opened();

        play.Closed(TestDialect.AtOnce);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.AfterBackoff));
        Assert.That(play.Delay, Is.EqualTo(TimeSpan.FromSeconds(31)));
    }

    [Test]
    public void Happens_no_second_time_after_a_wait()
    {
        var play = Play.Stable().Closed(TestDialect.AtOnce).Token().Closed(TestDialect.Lost).Redialled();

        play.Closed(TestDialect.AtOnce);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.AfterBackoff));
    }

    [Test]
    public void Happens_again_after_a_stable_connection()
    {
        var play = Play.Stable().Closed(TestDialect.AtOnce).Token().Opened().Fired(MachineTimer.Stable);

        play.Closed(TestDialect.AtOnce);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.Immediately));
    }

    [Test]
    public void Happens_as_often_as_the_settings_allow()
    {
        var play = Play.Stable(Play.Settings with { MaxImmediates = 2 }).Closed(TestDialect.AtOnce).Token();

        play.Closed(TestDialect.AtOnce);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.Immediately));
    }

    [Test]
    public void Is_the_second_attempt()
    {
        var play = Play.Stable().Closed(TestDialect.AtOnce);

        play.Token();

        Assert.That(play.Notices, Is.EqualTo([new TokenSocket.Notices.Connecting(2)]));
    }
}
