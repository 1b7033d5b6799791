using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

/// <summary>The frames that were seen on the wire between the reference's server and client.</summary>
public sealed class SocketIoGoldenTests
{
    [Test]
    public void Lets_the_server_speak_first() =>
        Assert.That(new SocketIoTalk().Begins(), Is.Empty);

    [Test]
    public void Answers_the_open_packet_with_a_connect_packet() =>
        Assert.That(new SocketIoTalk().Says(SocketIoTalk.Open), Is.EqualTo(new[] { "start Heartbeat 45", "send 40" }));

    [Test]
    public void Puts_the_auth_object_into_the_connect_packet() =>
        Assert.That(new SocketIoTalk(new SocketIoSettings(Auth: """{"token":"x"}""")).Says(SocketIoTalk.Open)[^1], Is.EqualTo("""send 40{"token":"x"}"""));

    [Test]
    public void Names_the_namespace_in_the_connect_packet() =>
        Assert.That(new SocketIoTalk(new SocketIoSettings("/nope")).Says(SocketIoTalk.Open)[^1], Is.EqualTo("send 40/nope,"));

    [Test]
    public void Names_the_namespace_ahead_of_the_auth_object() =>
        Assert.That(
            new SocketIoTalk(new SocketIoSettings("/nope", """{"token":"x"}""")).Says(SocketIoTalk.Open)[^1],
            Is.EqualTo("""send 40/nope,{"token":"x"}"""));

    [Test]
    public void Is_established_when_the_server_lets_it_in()
    {
        var talk = new SocketIoTalk();
        talk.Says(SocketIoTalk.Open);

        Assert.That(talk.Says(SocketIoTalk.Connected), Is.EqualTo(new[] { "establish 100000" }));
    }

    [Test]
    public void Greets_before_it_is_established()
    {
        var talk = new SocketIoTalk(new SocketIoSettings(Greeting: SocketIoTalk.Join));
        talk.Says(SocketIoTalk.Open);

        Assert.That(talk.Says(SocketIoTalk.Connected), Is.EqualTo(new[] { """send 420["join","777"]""", "start Answer 10", "establish 100000" }));
    }

    [Test]
    public void Takes_the_acknowledgement_of_the_greeting()
    {
        var talk = SocketIoTalk.Established(new SocketIoSettings(Greeting: SocketIoTalk.Join));

        Assert.That(talk.Says("""430[{"ok":true}]"""), Is.EqualTo(new[] { "stop Answer" }));
    }

    [Test]
    public void Delivers_an_event() =>
        Assert.That(
            SocketIoTalk.Established().Says("""42["RESERVE_BET_ACCEPT",{"betId":"7"}]"""),
            Is.EqualTo(new[] { """deliver ["RESERVE_BET_ACCEPT",{"betId":"7"}]""" }));

    [Test]
    public void Answers_a_ping() =>
        Assert.That(SocketIoTalk.Established().Says("2"), Is.EqualTo(new[] { "send 3", "start Heartbeat 45" }));

    [Test]
    public void Ends_with_the_status_of_a_middleware_that_refuses()
    {
        var talk = new SocketIoTalk();
        talk.Says(SocketIoTalk.Open);

        Assert.That(talk.Says("""44{"message":"Unauthorized","data":{"statusCode":401}}"""), Is.EqualTo(new[] { "end InBand 401 Unauthorized" }));
    }

    [Test]
    public void Ends_when_the_namespace_is_not_known()
    {
        var talk = new SocketIoTalk(new SocketIoSettings("/nope"));
        talk.Says(SocketIoTalk.Open);

        Assert.That(talk.Says("""44/nope,{"message":"Invalid namespace"}"""), Is.EqualTo(new[] { "end InBand  Invalid namespace" }));
    }

    [Test]
    public void Waits_a_second_for_a_close_frame_when_the_server_disconnects() =>
        Assert.That(SocketIoTalk.Established().Says("41"), Is.EqualTo(new[] { "stop Heartbeat", "start Answer 1" }));
}
