using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class SocketIoAttachmentsTests
{
    private const string Two = """452-9["a",{"_placeholder":true,"num":1},[{"b":{"num":0,"_placeholder":true}}]]""";

    [Test]
    public void Belong_to_the_event_before_them()
    {
        var talk = SocketIoTalk.Established();
        var waits = talk.Says(Two).Concat(talk.Attaches(1, 2));

        var delivered = talk.Attaches(3);

        Assert.That(waits, Is.Empty);
        Assert.That(delivered, Is.EqualTo(new[] { $"deliver {Two[5..]}" }));
        Assert.That(talk.Event.Attachments.Select(static one => Convert.ToHexString(one.Span)), Is.EqualTo(new[] { "0102", "03" }));
        Assert.That((talk.Event.Name, talk.Event.Arguments.Count, talk.Event.AnswerTo), Is.EqualTo(("a", 2, 9)));
    }

    [Test]
    public void Belong_to_an_acknowledgement()
    {
        var talk = SocketIoTalk.Established();
        talk.Says("""461-3[{"_placeholder":true,"num":0}]""");

        Assert.That(talk.Attaches(1), Is.EqualTo(new[] { """acknowledge 3 [{"_placeholder":true,"num":0}]""" }));
        Assert.That(((SessionOrder.Acknowledge)talk.Orders.Single()).Attachments.Single().ToArray(), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public void May_be_none() =>
        Assert.That(SocketIoTalk.Established().Says("""450-["a"]"""), Is.EqualTo(new[] { """deliver ["a"]""" }));

    [Test]
    public void May_be_empty()
    {
        var talk = SocketIoTalk.Established();
        talk.Says("""451-["a",{"_placeholder":true,"num":0}]""");
        talk.Attaches();

        Assert.That(talk.Event.Attachments.Single().Length, Is.Zero);
    }

    [Test]
    public void May_be_named_twice()
    {
        var talk = SocketIoTalk.Established();
        talk.Says("""451-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":0}]""");
        talk.Attaches(1);

        Assert.That(talk.Event.Attachments, Has.Count.EqualTo(1));
    }

    [Test]
    public void May_have_a_ping_or_a_noop_between_them()
    {
        var talk = SocketIoTalk.Established();
        talk.Says(Two);
        talk.Attaches(1);

        Assert.That(talk.Says("2").Concat(talk.Says("6")), Is.EqualTo(new[] { "send 3", "start Heartbeat 45" }));
        Assert.That(talk.Attaches(2), Has.Length.EqualTo(1));
    }

    [Test]
    public void Are_given_up_when_the_server_closes_between_them()
    {
        var talk = SocketIoTalk.Established();
        talk.Says(Two);

        Assert.That(talk.Says("1"), Is.EqualTo(new[] { "stop Heartbeat", "start Answer 1" }));
        Assert.That(talk.Attaches(1).Concat(talk.Attaches(2)), Is.Empty);
    }

    [Test]
    public void Are_not_hindered_by_the_missing_answer_to_the_greeting()
    {
        var talk = SocketIoTalk.Established(new SocketIoSettings(Greeting: SocketIoTalk.Join));
        talk.Says(Two);
        talk.Fires(SessionTimer.Answer);
        talk.Attaches(1);

        Assert.That(talk.Attaches(2), Has.Length.EqualTo(1));
    }

    [Test]
    public void Are_over_with_their_event()
    {
        var talk = SocketIoTalk.Established();
        talk.Says(Two);
        talk.Attaches(1);
        talk.Attaches(2);

        Assert.That(talk.Says("""42["b"]"""), Is.EqualTo(new[] { """deliver ["b"]""" }));
    }

    [Test]
    public void May_weigh_as_much_as_MaxMessageSize_with_their_event()
    {
        var talk = SocketIoTalk.Established(new SocketIoSettings(MaxMessageSize: Two.Length - 5 + 3));
        talk.Says(Two);
        talk.Attaches(1, 2);

        Assert.That(talk.Attaches(3)[0], Does.StartWith("deliver"));
    }

    [Test]
    public void Are_too_big_from_one_byte_more_on()
    {
        var talk = SocketIoTalk.Established(new SocketIoSettings(MaxMessageSize: Two.Length - 5 + 2));
        talk.Says(Two);
        talk.Attaches(1, 2);

        Assert.That(
            talk.Attaches(3),
            Is.EqualTo(new[] { $"end TooBig 1009 The server sent a binary event (45) that weighs more with its attachments than MaxMessageSize, {Two.Length - 3} bytes." }));
    }

    [Test]
    public void Need_not_come_to_be_too_big() =>
        Assert.That(SocketIoTalk.Established(new SocketIoSettings(MaxMessageSize: 10)).Says(Two)[0], Does.StartWith("end TooBig 1009"));
}
