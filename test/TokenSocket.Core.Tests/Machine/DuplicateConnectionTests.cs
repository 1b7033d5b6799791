using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Machine;
using TokenSocket.Notices;

namespace TokenSocket.Core.Tests.Machine;

public sealed class DuplicateConnectionTests
{
    private static readonly MachineSettings TokenSocket = Play.Settings with { Dialect = KnownDialects.TokenSocket };

    [Test]
    public void Stops_unless_the_options_say_otherwise()
    {
        var play = Play.Connected(TokenSocket);

        play.Closed(4003);

        Assert.That(play.Stop.ToString(), Is.EqualTo(
            "4003 Duplicate Connection: The API token is already in-use. Stop the other client, or enable ReconnectOnDuplicateConnection."));
    }

    [Test]
    public void Waits_when_the_options_say_so()
    {
        var play = Play.Connected(TokenSocket with { ReconnectOnDuplicateConnection = true });

        play.Closed(4003);

        Assert.That(play.End.Verdict, Is.EqualTo(ReconnectVerdict.AfterBackoff));
        Assert.That(play.Delay, Is.EqualTo(TimeSpan.FromSeconds(31)));
    }

    [Test]
    public void Waits_from_the_very_next_end_when_the_options_change()
    {
        var play = Play.Connected(TokenSocket).Reloaded(TokenSocket with { ReconnectOnDuplicateConnection = true });

        play.Closed(4003);

        Assert.That(play.Status, Is.EqualTo(ConnectionStatus.Reconnecting));
    }

    [Test]
    public void Follows_the_options_in_every_dialect([Values] bool reconnect)
    {
        var eager = new CloseDialect("eager", "no document", [TestDialect.Instance.Find(TestDialect.Duplicate) with { Verdict = ReconnectVerdict.Immediately }]);
        var play = Play.Connected(Play.Settings with { Dialect = eager, ReconnectOnDuplicateConnection = reconnect });

        play.Closed(TestDialect.Duplicate);

        Assert.That(play.End.Verdict, Is.EqualTo(reconnect ? ReconnectVerdict.AfterBackoff : ReconnectVerdict.Never));
    }

    [TestCase(4001)]
    [TestCase(4002)]
    [TestCase(4004)]
    public void Is_the_only_end_that_the_option_is_about(int code)
    {
        var play = Play.Connected(TokenSocket with { ReconnectOnDuplicateConnection = true });

        play.Closed(code);

        Assert.That(play.Stop.Code, Is.EqualTo(code));
    }
}
