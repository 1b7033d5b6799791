using TokenSocket.CloseCodes;
using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class SocketIoEndTests
{
    private const string Ended = "The server ended the session (41).";

    [Test]
    public void Comes_when_the_server_no_longer_pings() =>
        Assert.That(SocketIoTalk.Established().Fires(SessionTimer.Heartbeat), Is.EqualTo(new[] { "end HeartbeatLost 1006 The server sent no ping for 45 s." }));

    [Test]
    public void Comes_when_the_server_no_longer_pings_before_it_lets_in()
    {
        var talk = new SocketIoTalk();
        talk.Says("""0{"sid":"a","pingInterval":1000,"pingTimeout":500}""");

        Assert.That(talk.Fires(SessionTimer.Heartbeat), Is.EqualTo(new[] { "end HeartbeatLost 1006 The server sent no ping for 1.5 s." }));
    }

    [TestCase("""{"message":"no","data":{"statusCode":402}}""", 402, "no")]
    [TestCase("""{"message":"no","data":{"statusCode":"429"}}""", 429, "no")]
    [TestCase("""{"message":"no","data":{"statusCode":"x"}}""", null, "no")]
    [TestCase("""{"message":"no","data":{"statusCode":401.5}}""", null, "no")]
    [TestCase("""{"message":"no","data":{"statusCode":9223372036854775808}}""", null, "no")]
    [TestCase("""{"message":"no","data":{"statusCode":"9223372036854775808"}}""", null, "no")]
    [TestCase("""{"message":"no","data":{"statusCode":null}}""", null, "no")]
    [TestCase("""{"message":"no","data":[401]}""", null, "no")]
    [TestCase("""{"message":"no","data":null}""", null, "no")]
    [TestCase("""{"data":{"statusCode":403}}""", 403, "The server refused the session and gave no reason.")]
    [TestCase("""{"message":"","data":{"statusCode":403}}""", 403, "The server refused the session and gave no reason.")]
    [TestCase("""{"message":"\ud800","data":{"statusCode":403}}""", 403, "The server refused the session and gave no reason.")]
    [TestCase("""{"message":7}""", null, "The server refused the session and gave no reason.")]
    [TestCase("""{"m\ud800":1,"message":"no"}""", null, "no")]
    [TestCase("""{"message":"a\u001b[31m\nb\u202e"}""", null, "a[31mb")]
    [TestCase("\"Not authorized\"", null, "Not authorized")]
    public void Has_the_status_and_the_words_of_a_refusal(string error, int? code, string reason)
    {
        var talk = new SocketIoTalk();
        talk.Says(SocketIoTalk.Open);
        talk.Says($"44{error}");

        Assert.That(talk.Ended, Is.EqualTo(new DisconnectInfo(DisconnectCause.InBand, code, reason)));
    }

    [Test]
    public void Has_no_more_than_256_characters_of_a_refusal()
    {
        var talk = SocketIoTalk.Established();
        talk.Says($"44\"{new string('x', 1000)}\"");

        Assert.That(talk.Ended.Reason, Has.Length.EqualTo(256));
    }

    [Test]
    public void Comes_by_a_refusal_at_any_time()
    {
        var fresh = new SocketIoTalk();
        var established = SocketIoTalk.Established();

        Assert.That(fresh.Says("""44{"message":"no"}""").Concat(established.Says("""44{"message":"no"}""")), Is.EqualTo(new[] { "end InBand  no", "end InBand  no" }));
    }

    [TestCase("41", Ended)]
    [TestCase("41/,", Ended)]
    [TestCase("1", "The server ended the session (1).")]
    public void Comes_a_second_after_the_server_has_left(string packet, string reason)
    {
        var talk = SocketIoTalk.Established();
        talk.Says(packet);

        Assert.That(talk.Fires(SessionTimer.Answer), Is.EqualTo(new[] { $"end InBand  {reason}" }));
    }

    [TestCase("41")]
    [TestCase("1")]
    public void Comes_likewise_where_the_server_leaves_before_it_lets_in(string packet)
    {
        var talk = new SocketIoTalk();

        Assert.That(talk.Says(packet), Is.EqualTo(new[] { "stop Heartbeat", "start Answer 1" }));
    }

    [Test]
    public void Has_no_part_for_the_greeting_once_the_server_has_left()
    {
        var talk = SocketIoTalk.Established(new SocketIoSettings(Greeting: SocketIoTalk.Join));
        talk.Says("41");

        Assert.That(talk.Fires(SessionTimer.Answer), Is.EqualTo(new[] { $"end InBand  {Ended}" }));
    }

    [Test]
    public void Waits_for_nothing_but_pings_once_the_server_has_left()
    {
        var talk = SocketIoTalk.Established();
        talk.Says("41");

        var heard = new[] { "41", "1", "44\"no\"", """42["a"]""", "nonsense", "", "42/other,[]", "6", SocketIoTalk.Open }.SelectMany(talk.Says).Concat(talk.Attaches(1)).Concat(talk.Fires(SessionTimer.Heartbeat));

        Assert.That(heard, Is.Empty);
        Assert.That(talk.Says("2"), Is.EqualTo(new[] { "send 3" }));
    }

    [Test]
    public void Is_the_last_thing()
    {
        var talk = SocketIoTalk.Established(new SocketIoSettings(Greeting: SocketIoTalk.Join));
        talk.Says("nonsense");

        var heard = new[] { "2", "41", "nonsense", """42["a"]""", "430[]", SocketIoTalk.Open }.SelectMany(talk.Says)
            .Concat(talk.Attaches(1)).Concat(talk.Fires(SessionTimer.Heartbeat)).Concat(talk.Fires(SessionTimer.Answer));

        Assert.That(heard, Is.Empty);
    }

    [TestCase(DisconnectCause.Closed, 1005, null, Ended)]
    [TestCase(DisconnectCause.Closed, 1005, "", Ended)]
    [TestCase(DisconnectCause.Dropped, 1006, null, Ended)]
    [TestCase(DisconnectCause.Dropped, 1006, "Reset by peer.", "Reset by peer.")]
    [TestCase(DisconnectCause.Closed, 4401, "", "")]
    [TestCase(DisconnectCause.Closed, 1000, null, null)]
    public void Is_explained_by_what_came_before_it(DisconnectCause cause, int code, string? reason, string? expected)
    {
        var talk = SocketIoTalk.Established();
        talk.Says("41");

        Assert.That(talk.Explains(new DisconnectInfo(cause, code, reason)), Is.EqualTo(new DisconnectInfo(cause, code, expected)));
    }

    [TestCase(1005)]
    [TestCase(1006)]
    public void Stays_as_it_is_where_nothing_came_before_it(int code) =>
        Assert.That(SocketIoTalk.Established().Explains(new DisconnectInfo(DisconnectCause.Closed, code)).Reason, Is.Null);
}
