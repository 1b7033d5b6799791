using TokenSocket.Protocols;
using static TokenSocket.Protocols.SessionOrder;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class PusherEstablishingTests
{
    [Test]
    public void Says_nothing_until_the_server_speaks() =>
        Assert.That(new PusherPlay().Protocol.Begin(), Is.Empty);

    [Test]
    public void Is_usable_once_the_server_welcomes()
    {
        var orders = new PusherPlay().Hear(PusherPlay.Welcome);

        Assert.That(orders, Is.EqualTo(new SessionOrder[] { new StartTimer(SessionTimer.Heartbeat, TimeSpan.FromSeconds(120)), new Establish() }));
    }

    [TestCase("""{"event":"pusher:connection_established","data":{"socket_id":"1.2","activity_timeout":30}}""", 30)]
    [TestCase("""{"event":"sockudo:connection_established","data":"{\"socket_id\":\"1.2\",\"activity_timeout\":86400}"}""", 86_400)]
    [TestCase("""{"event":"sockudo:connection_established","data":{"socket_id":"1.2","activity_timeout":1}}""", 1)]
    [TestCase("""{"event":"pusher:connection_established","data":{"socket_id":"1.2"}}""", 120)]
    [TestCase("""{"event":"pusher:connection_established","data":{"socket_id":"1.2","activity_timeout":null}}""", 120)]
    public void Takes_either_prefix_and_data_in_a_text_or_not(string welcome, int seconds)
    {
        foreach (var isV2 in new[] { false, true })
        {
            var orders = new PusherPlay(isV2).Hear(welcome);

            Assert.That(orders[0], Is.EqualTo(new StartTimer(SessionTimer.Heartbeat, TimeSpan.FromSeconds(seconds))));
            Assert.That(orders[1], Is.EqualTo(new Establish()));
        }
    }

    [Test]
    public void Subscribes_what_was_wanted_before_in_order()
    {
        var play = new PusherPlay();
        foreach (var channel in new[] { "b", "private-a", "a", "presence-c", "b" })
        {
            Assert.That(play.Protocol.Subscribe(channel), Is.Empty);
        }

        var orders = play.Hear(PusherPlay.Welcome);

        Assert.That(orders, Has.Count.EqualTo(6));
        Assert.That(PusherPlay.Sent(orders), Is.EqualTo(["""{"event":"pusher:subscribe","data":{"channel":"b"}}""", """{"event":"pusher:subscribe","data":{"channel":"a"}}"""]));
        Assert.That(orders[1], Is.EqualTo(new Authorize("private-a", "123.456")));
        Assert.That(orders[3], Is.EqualTo(new Authorize("presence-c", "123.456")));
        Assert.That(orders[^1], Is.EqualTo(new Establish()));
    }

    [Test]
    public void Restores_after_a_reconnect_what_is_still_wanted()
    {
        var play = PusherPlay.Up("a", "b");
        play.Protocol.Unsubscribe("a");

        var orders = play.Redial().Hear(PusherPlay.Welcome);

        Assert.That(PusherPlay.Sent(orders), Is.EqualTo(["""{"event":"pusher:subscribe","data":{"channel":"b"}}"""]));
    }

    [Test]
    public void Answers_a_ping_before_it_is_up() =>
        Assert.That(PusherPlay.Sent(new PusherPlay().Hear("""{"event":"pusher:ping","data":{}}""")), Is.EqualTo(["""{"event":"pusher:pong","data":{}}"""]));

    [Test]
    public void Has_no_heartbeat_before_it_is_up() =>
        Assert.That(new PusherPlay().Protocol.Fired(SessionTimer.Heartbeat), Is.Empty);
}
