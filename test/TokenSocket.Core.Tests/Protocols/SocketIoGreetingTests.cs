using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class SocketIoGreetingTests
{
    private static readonly SocketIoSettings Greeting = new(Greeting: SocketIoTalk.Join);

    [Test]
    public void That_is_not_acknowledged_is_a_warning_and_no_end() =>
        Assert.That(
            SocketIoTalk.Established(Greeting).Fires(SessionTimer.Answer),
            Is.EqualTo(new[] { "warn The server has not acknowledged 'join' within 10 s; it may be that it sends no events." }));

    [Test]
    public void That_is_not_acknowledged_is_warned_of_once()
    {
        var talk = SocketIoTalk.Established(Greeting);
        talk.Fires(SessionTimer.Answer);

        Assert.That(talk.Fires(SessionTimer.Answer), Is.Empty);
    }

    [Test]
    public void That_is_acknowledged_is_not_warned_of()
    {
        var talk = SocketIoTalk.Established(Greeting);
        talk.Says("430[]");

        Assert.That(talk.Fires(SessionTimer.Answer), Is.Empty);
    }

    [Test]
    public void That_is_acknowledged_with_attachments_is_acknowledged()
    {
        var talk = SocketIoTalk.Established(Greeting);
        talk.Says("""461-0[{"_placeholder":true,"num":0}]""");

        Assert.That(talk.Attaches(1), Is.EqualTo(new[] { "stop Answer" }));
    }

    [Test]
    public void Leaves_the_other_acknowledgements_to_the_program()
    {
        var talk = SocketIoTalk.Established(Greeting);
        talk.Says("431[]");

        Assert.That(talk.Fires(SessionTimer.Answer), Has.Length.EqualTo(1));
    }

    [Test]
    public void Does_not_keep_events_back()
    {
        var talk = SocketIoTalk.Established(Greeting);
        talk.Says("""42["a"]""");

        Assert.That(talk.Says("430[]"), Is.EqualTo(new[] { "stop Answer" }));
    }

    [Test]
    public void That_is_none_leaves_number_0_to_the_program() =>
        Assert.That(SocketIoTalk.Established().Says("430[1]"), Is.EqualTo(new[] { "acknowledge 0 [1]" }));
}
