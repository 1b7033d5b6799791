using TokenSocket.CloseCodes;
using TokenSocket.Protocols;
using static TokenSocket.Protocols.SessionOrder;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class PusherHeartbeatTests
{
    private const string Pong = """{"event":"pusher:pong","data":{}}""";
    private const string News = """{"event":"news","channel":"c","data":"1"}""";

    private static readonly StartTimer Heartbeat = new(SessionTimer.Heartbeat, TimeSpan.FromSeconds(120));

    [Test]
    public void Any_frame_starts_the_silence_anew() =>
        Assert.That(PusherPlay.Up().Hear(Pong), Is.EqualTo(new SessionOrder[] { Heartbeat }));

    [Test]
    public void No_silence_is_counted_while_the_program_takes_a_message()
    {
        var orders = PusherPlay.Up("c").Hear(News);

        Assert.That(orders, Has.Count.EqualTo(3));
        Assert.That(orders[0], Is.EqualTo(new StopTimer(SessionTimer.Heartbeat)));
        Assert.That(orders[1], Is.TypeOf<Deliver>());
        Assert.That(orders[2], Is.EqualTo(Heartbeat));
    }

    [Test]
    public void Asks_after_silence_and_waits_thirty_seconds()
    {
        var orders = PusherPlay.Up().Protocol.Fired(SessionTimer.Heartbeat);

        Assert.That(PusherPlay.Sent(orders), Is.EqualTo(["""{"event":"pusher:ping","data":{}}"""]));
        Assert.That(orders[1], Is.EqualTo(new StartTimer(SessionTimer.Answer, TimeSpan.FromSeconds(30))));
    }

    [TestCase(Pong)]
    [TestCase(News)]
    [TestCase("""{"event":"pusher:error","data":{"code":4301,"message":"slow down"}}""")]
    public void Any_frame_is_an_answer(string frame)
    {
        var play = PusherPlay.Up("c");
        play.Protocol.Fired(SessionTimer.Heartbeat);

        var orders = play.Hear(frame);

        Assert.That(orders[0], Is.EqualTo(new StopTimer(SessionTimer.Answer)));
        Assert.That(orders[^1], Is.EqualTo(Heartbeat));
        Assert.That(play.Protocol.Fired(SessionTimer.Answer), Is.Empty);
    }

    [Test]
    public void A_server_that_does_not_answer_is_gone()
    {
        var play = PusherPlay.Up();
        play.Protocol.Fired(SessionTimer.Heartbeat);

        var end = PusherPlay.End(play.Protocol.Fired(SessionTimer.Answer));

        Assert.That(end, Is.EqualTo(new DisconnectInfo(
            DisconnectCause.HeartbeatLost, 1006, "The server sent nothing for 120 seconds, and then no answer to a ping for 30 seconds.")));
    }

    [TestCase("pusher:ping", false, """{"event":"pusher:pong","data":{}}""")]
    [TestCase("sockudo:ping", false, """{"event":"pusher:pong","data":{}}""")]
    [TestCase("pusher:ping", true, """{"event":"sockudo:pong","data":{}}""")]
    public void Answers_the_server_with_its_own_prefix(string ping, bool isV2, string pong)
    {
        var orders = new PusherPlay(isV2).Connect().Hear($$"""{"event":"{{ping}}","data":{} }""");

        Assert.That(PusherPlay.Sent(orders), Is.EqualTo([pong]));
    }

    [Test]
    public void An_answer_that_nobody_waits_for_means_nothing() =>
        Assert.That(PusherPlay.Up().Protocol.Fired(SessionTimer.Answer), Is.Empty);
}
