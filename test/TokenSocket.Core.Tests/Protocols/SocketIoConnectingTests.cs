using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class SocketIoConnectingTests
{
    [Test]
    public void Takes_an_open_packet_of_an_older_server()
    {
        var talk = new SocketIoTalk();
        talk.Says("""0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":5000}""");

        Assert.That(talk.Says(SocketIoTalk.Connected), Is.EqualTo(new[] { "establish unlimited" }));
    }

    [TestCase("1e6", "1000000")]
    [TestCase("1", "1")]
    [TestCase("99999999999999999999", "2147483647")]
    [TestCase("1e999", "2147483647")]
    [TestCase("null", "unlimited")]
    public void Hands_on_what_the_server_takes(string written, string expected)
    {
        var talk = new SocketIoTalk();
        talk.Says($$"""0{"sid":"a","pingInterval":1,"pingTimeout":1,"maxPayload":{{written}}}""");

        Assert.That(talk.Says(SocketIoTalk.Connected), Is.EqualTo(new[] { $"establish {expected}" }));
    }

    [TestCase("1", "1", "0.002")]
    [TestCase("86400000", "86400000", "172800")]
    [TestCase("2.5e3", "500.5", "3.0005")]
    public void Waits_for_a_ping_as_long_as_the_open_packet_says(string interval, string timeout, string seconds) =>
        Assert.That(
            new SocketIoTalk().Says($$"""0{"sid":"a","pingInterval":{{interval}},"pingTimeout":{{timeout}}}""")[0],
            Is.EqualTo($"start Heartbeat {seconds}"));

    [Test]
    public void Takes_the_last_of_two_properties_as_the_reference_does() =>
        Assert.That(
            new SocketIoTalk().Says("""0{"sid":1,"sid":"a","pingInterval":0,"pingInterval":1000,"pingTimeout":1000}""")[0],
            Is.EqualTo("start Heartbeat 2"));

    [TestCase("""40{"sid":"a"}""")]
    [TestCase("""40/,{"sid":"a"}""")]
    [TestCase("""40/?token=x,{"sid":"a"}""")]
    public void Is_let_into_the_root_however_it_is_written(string packet)
    {
        var talk = new SocketIoTalk();
        talk.Says(SocketIoTalk.Open);

        Assert.That(talk.Says(packet), Is.EqualTo(new[] { "establish 100000" }));
    }

    [TestCase("/admin", """40/admin,{"sid":"a"}""")]
    [TestCase("/admin", """40/admin?x=1,{"sid":"a"}""")]
    [TestCase("/admin?x=1", """40/admin,{"sid":"a"}""")]
    public void Is_let_into_its_namespace_whatever_the_query(string @namespace, string packet)
    {
        var talk = new SocketIoTalk(new SocketIoSettings(@namespace));
        talk.Says(SocketIoTalk.Open);

        Assert.That(talk.Says(packet), Is.EqualTo(new[] { "establish 100000" }));
    }

    [Test]
    public void Greets_in_its_namespace()
    {
        var talk = new SocketIoTalk(new SocketIoSettings("/admin", Greeting: SocketIoTalk.Join));
        talk.Says(SocketIoTalk.Open);

        Assert.That(talk.Says("""40/admin,{"sid":"a"}""")[0], Is.EqualTo("""send 42/admin,0["join","777"]"""));
    }

    [Test]
    public void Answers_pings_while_it_waits_to_be_let_in()
    {
        var talk = new SocketIoTalk();
        talk.Says(SocketIoTalk.Open);

        Assert.That(talk.Says("2"), Is.EqualTo(new[] { "send 3", "start Heartbeat 45" }));
    }

    [Test]
    public void Answers_a_ping_ahead_of_the_open_packet() =>
        Assert.That(new SocketIoTalk().Says("2"), Is.EqualTo(new[] { "send 3" }));

    [Test]
    public void Says_nothing_to_a_noop([Values] bool isEstablished) =>
        Assert.That((isEstablished ? SocketIoTalk.Established() : new SocketIoTalk()).Says("6"), Is.Empty);

    [Test]
    public void Lets_a_server_that_never_lets_it_in_to_ConnectTimeout()
    {
        var talk = new SocketIoTalk();
        talk.Says(SocketIoTalk.Open);

        Assert.That(talk.Fires(SessionTimer.Answer), Is.Empty);
    }
}
