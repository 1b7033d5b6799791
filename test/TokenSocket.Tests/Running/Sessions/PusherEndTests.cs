using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Notices;
using TokenSocket.Protocols;

namespace TokenSocket.Tests.Running.Sessions;

/// <summary>Errors of the Pusher protocol and their verdicts.</summary>
public sealed class PusherEndTests
{
    [TestCase(4001, ReconnectVerdict.Never)]
    [TestCase(4100, ReconnectVerdict.AfterBackoff)]
    [TestCase(4200, ReconnectVerdict.Immediately)]
    public async Task An_error_is_joined_with_the_close_that_follows_without_a_reason(int code, ReconnectVerdict verdict)
    {
        var bench = await PusherScene.ConnectedAsync();
        bench.Gateway.Send(Error(code, "Its words"));

        bench.Gateway.Close(code);

        var end = bench.Notices.Of<Disconnected>().Single();
        Assert.That((end.Info, end.Verdict), Is.EqualTo((new DisconnectInfo(DisconnectCause.Closed, code, "Its words"), verdict)));
    }

    [Test]
    public async Task An_error_without_a_close_ends_the_session_by_itself()
    {
        var bench = await PusherScene.DialledAsync();
        bench.Gateway.Send(Error(4001, "No such app"));
        bench.Advance(4.999);
        var before = bench.Client.CurrentStatus;

        bench.Advance(0.001);

        Assert.That(
            (before, bench.Notices.Of<Disconnected>().Single().Info, bench.Client.CurrentStatus),
            Is.EqualTo((ConnectionStatus.Connecting, new DisconnectInfo(DisconnectCause.InBand, 4001, "No such app"), ConnectionStatus.Stopped)));
    }

    [Test]
    public async Task An_error_from_4300_on_is_news_and_no_end()
    {
        var bench = await PusherScene.ConnectedAsync();
        var events = bench.Record();

        bench.Gateway.Send(Error(4301, "Too fast"));

        Assert.That((events.Single(), bench.Client.CurrentStatus), Is.EqualTo(((SessionEvent)new ErrorReceived(4301, "Too fast", null), ConnectionStatus.Connected)));
    }

    [Test]
    public async Task A_server_that_answers_no_ping_is_gone()
    {
        var bench = await PusherScene.ConnectedAsync();
        bench.Advance(120);
        var ping = bench.AllSent();
        bench.Advance(29.999);
        var before = bench.Client.CurrentStatus;

        bench.Advance(0.001);

        Assert.That(
            (ping, before, bench.Notices.Of<Disconnected>().Single().Info.Cause),
            Is.EqualTo(("""{"event":"pusher:ping","data":{}}""", ConnectionStatus.Connected, DisconnectCause.HeartbeatLost)));
    }

    [Test]
    public async Task A_session_leaves_no_timer_behind()
    {
        var bench = await PusherScene.ConnectedAsync();

        await bench.Client.DisposeAsync();

        Assert.That(bench.Time.Timers, Is.Zero);
    }

    [TestCase("capability token expired", ReconnectVerdict.WithFreshToken)]
    [TestCase("capability token revoked", ReconnectVerdict.Never)]
    public async Task A_token_of_sockudo_gets_the_verdict_of_its_words(string words, ReconnectVerdict verdict)
    {
        var bench = await PusherScene.ConnectedAsync(static o => o with { Dialect = KnownDialects.Sockudo, Token = null }, new Testing.FakeTokens());

        bench.Gateway.Close(4009, words);

        Assert.That(bench.Notices.Of<Disconnected>()[0].Verdict, Is.EqualTo(verdict));
    }

    private static string Error(int code, string message) => $$$"""{"event":"pusher:error","data":{"code":{{{code}}},"message":"{{{message}}}"}}""";
}
