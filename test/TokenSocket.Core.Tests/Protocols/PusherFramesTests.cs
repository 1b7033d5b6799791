using System.Text;
using System.Text.Json;
using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

/// <summary>What goes onto the wire, to the letter.</summary>
public sealed class PusherFramesTests
{
    [TestCase(false, """{"event":"pusher:ping","data":{}}""")]
    [TestCase(true, """{"event":"sockudo:ping","data":{}}""")]
    public void Ping(bool isV2, string wire) => AssertWire(PusherFrames.Ping(isV2), wire);

    [TestCase(false, """{"event":"pusher:pong","data":{}}""")]
    [TestCase(true, """{"event":"sockudo:pong","data":{}}""")]
    public void Pong(bool isV2, string wire) => AssertWire(PusherFrames.Pong(isV2), wire);

    [TestCase(false, """{"event":"pusher:subscribe","data":{"channel":"c"}}""")]
    [TestCase(true, """{"event":"sockudo:subscribe","data":{"channel":"c"}}""")]
    public void Subscribe(bool isV2, string wire) => AssertWire(PusherFrames.Subscribe(isV2, "c"), wire);

    [Test]
    public void Subscribe_with_a_signature() => AssertWire(
        PusherFrames.Subscribe(isV2: false, "private-c", new ChannelGrant("key:0123abcd")),
        """{"event":"pusher:subscribe","data":{"channel":"private-c","auth":"key:0123abcd"}}""");

    [Test]
    public void Subscribe_with_a_member() => AssertWire(
        PusherFrames.Subscribe(isV2: false, "presence-c", new ChannelGrant("key:0123abcd", """{"user_id":"1","user_info":{"name":"Zoë"}}""")),
        """{"event":"pusher:subscribe","data":{"channel":"presence-c","auth":"key:0123abcd","channel_data":"{\"user_id\":\"1\",\"user_info\":{\"name\":\"Zoë\"}}"}}""");

    [TestCase(false, """{"event":"pusher:unsubscribe","data":{"channel":"c"}}""")]
    [TestCase(true, """{"event":"sockudo:unsubscribe","data":{"channel":"c"}}""")]
    public void Unsubscribe(bool isV2, string wire) => AssertWire(PusherFrames.Unsubscribe(isV2, "c"), wire);

    [Test]
    public void Resume() => AssertWire(
        PusherFrames.Resume([new("c", new PusherPosition("s", 42, "m")), new("d", new PusherPosition("t", ulong.MaxValue))]),
        """{"event":"sockudo:resume","data":{"channel_positions":{"c":{"stream_id":"s","serial":42,"last_message_id":"m"},"d":{"stream_id":"t","serial":18446744073709551615}}}}""");

    [Test]
    public void Client_event() => AssertWire(
        PusherFrames.ClientEvent("private-c", "client-typing", """{"who":"me","n":[1,2]}"""),
        """{"event":"client-typing","channel":"private-c","data":{"who":"me","n":[1,2]}}""");

    [TestCase("\"")]
    [TestCase("\\")]
    [TestCase("\n")]
    [TestCase("\ud800")]
    [TestCase("</script>")]
    [TestCase("\u2028")]
    public void A_text_of_any_kind_stays_within_its_quotes(string text)
    {
        var frame = PusherFrames.Subscribe(isV2: false, "presence-c", new ChannelGrant(text, text));

        var data = JsonElement.Parse(frame.Payload.Span).GetProperty("data");

        Assert.That(data.GetProperty("auth").GetString(), Is.EqualTo(text.Replace('\ud800', '\ufffd')));
        Assert.That(data.EnumerateObject().Count(), Is.EqualTo(3));
    }

    private static void AssertWire(SessionFrame frame, string wire)
    {
        Assert.That(frame.IsText);
        Assert.That(Encoding.UTF8.GetString(frame.Payload.Span), Is.EqualTo(wire));
    }
}
