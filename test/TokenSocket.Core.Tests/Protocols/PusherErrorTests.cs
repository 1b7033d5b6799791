using TokenSocket.CloseCodes;
using TokenSocket.Protocols;
using static TokenSocket.Protocols.SessionOrder;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class PusherErrorTests
{
    [TestCase("""{"code":4301,"message":"Too fast","channel":"private-c"}""", 4301, "Too fast", "private-c")]
    [TestCase("""{"code":null,"message":"Odd"}""", null, "Odd", null)]
    [TestCase("""{"message":"Odd"}""", null, "Odd", null)]
    [TestCase("{}", null, "", null)]
    [TestCase("""{"code":3999,"message":"Low"}""", 3999, "Low", null)]
    [TestCase("""{"code":4300,"message":"High"}""", 4300, "High", null)]
    [TestCase("""{"code":-2147483648,"message":"Least"}""", int.MinValue, "Least", null)]
    [TestCase("\"{\\\"code\\\":4301,\\\"message\\\":\\\"Packed\\\"}\"", 4301, "Packed", null)]
    public void Tells_of_an_error_that_ends_nothing(string data, int? code, string message, string? channel)
    {
        var orders = PusherPlay.Up().Hear($$"""{"event":"pusher:error","data":{{data}}}""");

        Assert.That(PusherPlay.Told(orders), Is.EqualTo(new[] { new ErrorReceived(code, message, channel) }));
        Assert.That(PusherPlay.End(orders), Is.Null);
    }

    [Test]
    public void Takes_the_channel_from_the_frame_too() =>
        Assert.That(PusherPlay.UpV2().Told("""{"event":"sockudo:error","channel":"c","data":{"message":"Odd"}}"""), Is.EqualTo(new[] { new ErrorReceived(null, "Odd", "c") }));

    [TestCase(4000)]
    [TestCase(4299)]
    public void Waits_five_seconds_for_the_close_after_an_error_that_ends(int code) =>
        Assert.That(
            PusherPlay.Up().Hear(Error(code, "No such app")),
            Is.EqualTo(new SessionOrder[] { new StopTimer(SessionTimer.Heartbeat), new StartTimer(SessionTimer.Answer, TimeSpan.FromSeconds(5)) }));

    [Test]
    public void Is_news_where_the_server_does_not_close()
    {
        var play = PusherPlay.Up();
        play.Hear(Error(4009, "Not allowed to subscribe"));

        var orders = play.Protocol.Fired(SessionTimer.Answer);

        Assert.That(PusherPlay.Told(orders), Is.EqualTo(new[] { new ErrorReceived(4009, "Not allowed to subscribe", null) }));
        Assert.That(orders[^1], Is.EqualTo(new StartTimer(SessionTimer.Heartbeat, TimeSpan.FromSeconds(120))));
        Assert.That(play.Protocol.Fired(SessionTimer.Heartbeat), Has.Count.EqualTo(2), "It asks whether the server is there.");
    }

    [Test]
    public void Is_not_the_end_of_a_session_that_outlived_it()
    {
        var play = PusherPlay.Up();
        play.Hear(Error(4009, "Not allowed to subscribe"));
        play.Protocol.Fired(SessionTimer.Answer);
        var end = new DisconnectInfo(DisconnectCause.Dropped, 1006);

        Assert.That(play.Protocol.Explain(end), Is.EqualTo(end));
    }

    [Test]
    public void Is_the_end_where_the_session_is_not_up()
    {
        var play = new PusherPlay();
        play.Hear(Error(4001, "No such app"));

        Assert.That(
            PusherPlay.End(play.Protocol.Fired(SessionTimer.Answer)),
            Is.EqualTo(new DisconnectInfo(DisconnectCause.InBand, 4001, "No such app")));
    }

    [Test]
    public void Nothing_lengthens_the_wait_for_the_close()
    {
        var play = PusherPlay.Up("c");
        play.Hear(Error(4100, "First"));

        Assert.That(play.Protocol.Fired(SessionTimer.Heartbeat), Is.Empty);
        Assert.That(PusherPlay.Told(play.Hear(Error(4200, "Second"))), Is.EqualTo(new[] { new ErrorReceived(4100, "First", null) }), "It was not the last word.");
        Assert.That(play.Hear("""{"event":"news","channel":"c"}""").Single(), Is.TypeOf<Deliver>());
        Assert.That(PusherPlay.Told(play.Protocol.Fired(SessionTimer.Answer)), Is.EqualTo(new[] { new ErrorReceived(4200, "Second", null) }));
    }

    [Test]
    public void An_error_in_place_of_an_answer_to_a_ping_is_waited_for_as_a_close()
    {
        var play = PusherPlay.Up();
        play.Protocol.Fired(SessionTimer.Heartbeat);
        play.Hear(Error(4201, "Pong not received"));

        Assert.That(play.Protocol.Explain(new DisconnectInfo(DisconnectCause.Dropped, 1006)).Code, Is.EqualTo(4201));
    }

    [Test]
    public void An_end_without_words_still_has_a_reason()
    {
        var play = new PusherPlay();
        play.Hear("""{"event":"pusher:error","data":{"code":4001}}""");

        Assert.That(PusherPlay.End(play.Protocol.Fired(SessionTimer.Answer))?.Reason, Is.EqualTo("The server reported the error 4001 without a message."));
    }

    [TestCase(4001, null, "No such app")]
    [TestCase(4001, "", "No such app")]
    [TestCase(4001, "said so", "said so")]
    [TestCase(4002, "", "")]
    public void Gives_its_words_to_a_close_with_the_same_code(int code, string? reason, string? explained)
    {
        var play = PusherPlay.Up();
        play.Hear(Error(4001, "No such app"));

        Assert.That(
            play.Protocol.Explain(new DisconnectInfo(DisconnectCause.Closed, code, reason)),
            Is.EqualTo(new DisconnectInfo(DisconnectCause.Closed, code, explained)));
    }

    [TestCase(DisconnectCause.Closed, 1005)]
    [TestCase(DisconnectCause.Dropped, 1006)]
    [TestCase(DisconnectCause.TimedOut, null)]
    public void Is_the_end_where_the_close_says_nothing(DisconnectCause cause, int? code)
    {
        var play = PusherPlay.Up();
        play.Hear(Error(4009, "capability token expired"));

        Assert.That(
            play.Protocol.Explain(new DisconnectInfo(cause, code, "whatever")),
            Is.EqualTo(new DisconnectInfo(DisconnectCause.InBand, 4009, "capability token expired")));
    }

    [Test]
    public void Leaves_an_end_that_the_program_asked_for()
    {
        var play = PusherPlay.Up();
        play.Hear(Error(4001, "No such app"));
        var end = new DisconnectInfo(DisconnectCause.Requested, 1006);

        Assert.That(play.Protocol.Explain(end), Is.EqualTo(end));
    }

    [Test]
    public void An_error_that_ends_nothing_explains_only_a_close_with_its_code()
    {
        var play = PusherPlay.Up();
        play.Hear(Error(4301, "Too fast"));

        Assert.That(play.Protocol.Explain(new DisconnectInfo(DisconnectCause.Dropped, 1006, "gone")).Cause, Is.EqualTo(DisconnectCause.Dropped));
        Assert.That(play.Protocol.Explain(new DisconnectInfo(DisconnectCause.Closed, 4301)).Reason, Is.EqualTo("Too fast"));
    }

    [Test]
    public void A_later_error_takes_the_place_of_an_earlier_one()
    {
        var play = PusherPlay.Up();
        play.Hear(Error(4100, "First"));
        play.Hear(Error(4200, "Second"));
        play.Hear(Error(4301, "Third"));

        Assert.That(play.Protocol.Explain(new DisconnectInfo(DisconnectCause.Dropped, 1006)), Is.EqualTo(new DisconnectInfo(DisconnectCause.InBand, 4200, "Second")));
    }

    [Test]
    public void Words_of_the_server_are_one_line_in_an_end()
    {
        var play = PusherPlay.Up();
        play.Hear(Error(4100, "a\\nb\\u001b[31m" + new string('x', 1000)));

        Assert.That(play.Protocol.Explain(new DisconnectInfo(DisconnectCause.Dropped, 1006)).Reason, Is.EqualTo("ab[31m" + new string('x', 250)));
    }

    [Test]
    public void Tells_of_the_last_error_before_it_was_up_once_it_is()
    {
        var play = new PusherPlay();
        Assert.That(play.Hear(Error(4301, "First")), Is.Empty);
        Assert.That(play.Hear(Error(4302, "Second")), Is.Empty);

        var orders = play.Hear(PusherPlay.Welcome);

        Assert.That(orders[^2], Is.EqualTo(new Establish()));
        Assert.That(((Deliver)orders[^1]).Event, Is.EqualTo(new ErrorReceived(4302, "Second", null)));
    }

    private static string Error(int code, string message) => $$"""{"event":"pusher:error","data":{"code":{{code}},"message":"{{message}}"} }""";
}
