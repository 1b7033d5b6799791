using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Gateway.Tests;

internal sealed class RowOnTheWireTests
{
    private static readonly Uri Elsewhere = new("wss://us-east-1.wiresocket.net/doc");

    [Test]
    public void Code_comes_with_the_message()
    {
        Assert.That(Close(KnownDialects.TokenSocket.Find(4004)), Is.EqualTo(new CloseWords(4004, "The API token has been deleted.")));
    }

    [Test]
    public void Prefix_comes_instead_of_the_message()
    {
        Assert.That(Close(KnownDialects.TokenSocketV1.Find(1008, "Unauthorized")), Is.EqualTo(new CloseWords(1008, "Unauthorized")));
    }

    [Test]
    public void Mention_inside_braces_is_whole_JSON()
    {
        CloseRule row = KnownDialects.Centrifugo.Find(3005, "{\"reconnect\": false}");

        Assert.That(Close(row), Is.EqualTo(new CloseWords(3005, "{\"reconnect\":false}")));
    }

    [Test]
    public void Redirect_names_the_address_as_it_is_written()
    {
        CloseRule row = KnownDialects.WireSocket.Find(4009);

        Assert.That(
            RowOnTheWire.AsClose(row, number: null, new Uri("wss://me@Example.net")),
            Is.EqualTo(new CloseWords(4009, "REDIRECT:wss://me@Example.net")));
    }

    [TestCase(null, 4100)]
    [TestCase(4100, 4100)]
    [TestCase(4199, 4199)]
    public void Number_is_the_first_unless_said(int? number, int spoken)
    {
        Assert.That(RowOnTheWire.AsClose(KnownDialects.Pusher.Find(4150), number, address: null).Code, Is.EqualTo(spoken));
    }

    [TestCase(4099)]
    [TestCase(4200)]
    public void Number_of_another_row_is_the_callers_mistake(int number)
    {
        Assert.That(
            () => RowOnTheWire.AsClose(KnownDialects.Pusher.Find(4150), number, address: null),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("'Back Off' is about 4100-4199."));
    }

    [Test]
    public void Status_refuses_with_the_message_as_body()
    {
        Assert.That(
            RowOnTheWire.AsHandshake(KnownDialects.WireSocket.Find(503), number: null, address: null, TimeSpan.FromSeconds(7)),
            Is.EqualTo(new HandshakeMode.Refuse(new Refusal(503, "Node degraded or overloaded.", TimeSpan.FromSeconds(7)))));
    }

    [Test]
    public void Status_refuses_with_the_mention_as_body()
    {
        CloseRule row = KnownDialects.LSports.Rules.First(rule => rule.Mentions == "customerid");

        Assert.That(Handshake(row), Is.EqualTo(new HandshakeMode.Refuse(new Refusal(400, "customerid"))));
    }

    [TestCase(null, 200)]
    [TestCase(404, 404)]
    [TestCase(499, 499)]
    public void Statuses_begin_at_200(int? number, int spoken)
    {
        Assert.That(
            RowOnTheWire.AsHandshake(KnownDialects.Rfc6455.Find(404), number, address: null, retryAfter: null),
            Is.InstanceOf<HandshakeMode.Refuse>().With.Property("Answer").Property("Status").EqualTo(spoken));
    }

    [TestCase(199)]
    [TestCase(600)]
    public void Number_that_is_no_status_is_the_callers_mistake(int number)
    {
        Assert.That(
            () => RowOnTheWire.AsHandshake(KnownDialects.Rfc6455.Find(404), number, address: null, retryAfter: null),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Code_accepts_a_handshake_and_closes()
    {
        Assert.That(Handshake(KnownDialects.Phoenix.Find(1000)), Is.EqualTo(new HandshakeMode.AcceptAndClose(new CloseWords(1000, "The server closed the connection as done."))));
    }

    [TestCase(401)]
    [TestCase(503)]
    public void Status_closes_no_connection(int status)
    {
        Assert.That(() => Close(KnownDialects.Rfc6455.Find(status)), Throws.ArgumentException);
    }

    [TestCase(DisconnectCause.Unreachable)]
    [TestCase(DisconnectCause.TlsFailed)]
    [TestCase(DisconnectCause.RedirectRefused)]
    [TestCase(DisconnectCause.Requested)]
    public void End_that_no_server_speaks_is_the_callers_mistake(DisconnectCause cause)
    {
        CloseRule row = KnownDialects.Rfc6455.Find(new DisconnectInfo(cause));

        Assert.That(() => Close(row), Throws.ArgumentException.With.Message.StartsWith($"No server says '{row.Name}'"));
        Assert.That(() => Handshake(row), Throws.ArgumentException);
    }

    [Test]
    public void Row_inside_a_session_is_not_spoken_by_a_handshake()
    {
        CloseRule row = KnownDialects.LSports.Rules.First(rule => rule.Cause == DisconnectCause.InBand);

        Assert.That(() => Handshake(row), Throws.ArgumentException);
    }

    [Test]
    public void Redirect_without_an_address_is_the_callers_mistake()
    {
        Assert.That(() => Close(KnownDialects.WireSocket.Find(4009)), Throws.ArgumentNullException);
    }

    [Test]
    public void Redirect_is_never_cut()
    {
        CloseRule row = KnownDialects.WireSocket.Find(4009);
        var fits = new Uri(Elsewhere, new string('x', 123 - "REDIRECT:wss://us-east-1.wiresocket.net/".Length));

        Assert.That(RowOnTheWire.AsClose(row, number: null, fits).Reason, Has.Length.EqualTo(123));
        Assert.That(() => RowOnTheWire.AsClose(row, number: null, new Uri($"{fits}x")), Throws.ArgumentException.With.Message.StartsWith("A close reason holds 123 bytes"));
    }

    private static CloseWords Close(CloseRule row) => RowOnTheWire.AsClose(row, number: null, address: null);

    private static HandshakeMode Handshake(CloseRule row) => RowOnTheWire.AsHandshake(row, number: null, address: null, retryAfter: null);
}
