using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Core.Tests.Fuzz;

namespace TokenSocket.Core.Tests.Protocols;

/// <summary>Each frame ends the session, with a sentence that has the words, apart by <c>|</c>.</summary>
public sealed class SocketIoMalformedTests
{
    private const string Asked = """451-["a",{"_placeholder":true,"num":0}]""";

    [TestCase("", "empty packet|digit from 0 to 6")]
    [TestCase("\0", "begins with ''|digit from 0 to 6")]
    [TestCase("7", "begins with '7'|digit from 0 to 6")]
    [TestCase("9{}", "begins with '9{}'|digit from 0 to 6")]
    [TestCase("<html><body>Bad gateway</body></html>", "begins with '<html><body>Bad gateway</body></'|digit from 0 to 6")]
    [TestCase("{\"event\":\"pusher:connection_established\"}", "begins with '{\"event\"")]
    [TestCase("\ufeff0{}", "begins with|digit from 0 to 6")]
    [TestCase("٤0", "begins with '٤0'|digit from 0 to 6")]
    [TestCase("3", "pong (3)|before its open packet")]
    [TestCase("5", "upgrade (5)|before its open packet")]
    [TestCase("1x", "close packet (1)|carries nothing")]
    [TestCase("6x", "noop (6)|carries nothing")]
    [TestCase(SocketIoTalk.Connected, "connect packet (40)|before its open packet")]
    [TestCase("42[\"a\"]", "event (42)|before its open packet")]
    [TestCase("0", "open packet (0)|no JSON")]
    [TestCase("0{", "open packet (0)|no JSON")]
    [TestCase("0[]", "open packet (0)|sid that is a string")]
    [TestCase("0null", "open packet (0)|sid that is a string")]
    [TestCase("0{}", "open packet (0)|sid that is a string")]
    [TestCase("""0{"sid":7,"pingInterval":1,"pingTimeout":1}""", "sid that is a string")]
    [TestCase("""0{"sid":"","pingInterval":1,"pingTimeout":1}""", "sid that is a string")]
    [TestCase("""0{"sid":"\udfff","pingInterval":1,"pingTimeout":1}""", "sid that is a string")]
    [TestCase("""0{"sid":"a","pingTimeout":1}""", "no pingInterval from 1 to 86400000 ms")]
    [TestCase("""0{"sid":"a","pingInterval":"25000","pingTimeout":1}""", "no pingInterval from 1 to 86400000 ms")]
    [TestCase("""0{"sid":"a","pingInterval":0,"pingTimeout":1}""", "no pingInterval from 1 to 86400000 ms")]
    [TestCase("""0{"sid":"a","pingInterval":0.5,"pingTimeout":1}""", "no pingInterval from 1 to 86400000 ms")]
    [TestCase("""0{"sid":"a","pingInterval":-1,"pingTimeout":1}""", "no pingInterval from 1 to 86400000 ms")]
    [TestCase("""0{"sid":"a","pingInterval":86400001,"pingTimeout":1}""", "no pingInterval from 1 to 86400000 ms")]
    [TestCase("""0{"sid":"a","pingInterval":1e999,"pingTimeout":1}""", "no pingInterval from 1 to 86400000 ms")]
    [TestCase("""0{"sid":"a","pingInterval":1}""", "no pingTimeout from 1 to 86400000 ms")]
    [TestCase("""0{"sid":"a","pingInterval":1,"pingTimeout":null}""", "no pingTimeout from 1 to 86400000 ms")]
    [TestCase("""0{"sid":"a","pingInterval":1,"pingTimeout":9223372036854775808}""", "no pingTimeout from 1 to 86400000 ms")]
    [TestCase("""0{"sid":"a","pingInterval":1,"pingTimeout":1,"maxPayload":0}""", "maxPayload|at least 1 byte")]
    [TestCase("""0{"sid":"a","pingInterval":1,"pingTimeout":1,"maxPayload":0.5}""", "maxPayload|at least 1 byte")]
    [TestCase("""0{"sid":"a","pingInterval":1,"pingTimeout":1,"maxPayload":"1000"}""", "maxPayload|at least 1 byte")]
    [TestCase("""0{"sid":"a","pingInterval":1,"pingTimeout":1}}""", "open packet (0)|no JSON")]
    public void Before_the_open_packet(string frame, string words) => Ends(new SocketIoTalk(), frame, words);

    [TestCase(SocketIoTalk.Open, "open packet (0)|never sends here")]
    [TestCase("40", "connect packet (40)|sid that is a string|older than version 3")]
    [TestCase("40{}", "connect packet (40)|sid that is a string")]
    [TestCase("40{\"sid\":null}", "connect packet (40)|sid that is a string")]
    [TestCase("40\"a\"", "connect packet (40)|sid that is a string")]
    [TestCase("40{\"sid\":\"a\"", "connect packet (40)|sid that is a string")]
    [TestCase("400{\"sid\":\"a\"}", "connect packet (40)|acknowledgement number")]
    [TestCase("40/other,{\"sid\":\"a\"}", "connect packet (40)|another namespace|'/'")]
    [TestCase("44/nope,{\"message\":\"Invalid namespace\"}", "connect error (44)|another namespace|'/'")]
    [TestCase("40/", "connect packet (40)|no comma")]
    [TestCase("44", "connect error (44)|no JSON")]
    [TestCase("44{\"message\"}", "connect error (44)|no JSON")]
    [TestCase("44[]", "connect error (44)|neither an object|nor a string")]
    [TestCase("44null", "connect error (44)|neither an object|nor a string")]
    [TestCase("441{\"message\":\"no\"}", "connect error (44)|acknowledgement number")]
    [TestCase("42[\"a\"]", "event (42)|before it let the session into the namespace")]
    [TestCase("430[]", "acknowledgement (43)|before it let the session into the namespace")]
    [TestCase(Asked, "binary event (45)|before it let the session into the namespace")]
    [TestCase("3", "pong (3)|never sends here")]
    [TestCase("5", "upgrade (5)|never sends here")]
    public void Before_the_namespace_is_joined(string frame, string words)
    {
        var talk = new SocketIoTalk();
        talk.Says(SocketIoTalk.Open);

        Ends(talk, frame, words);
    }

    [TestCase(SocketIoTalk.Open, "open packet (0)|never sends here")]
    [TestCase(SocketIoTalk.Connected, "connect packet (40)|never sends here")]
    [TestCase("3", "pong (3)|never sends here")]
    [TestCase("3probe", "pong (3)|never sends here")]
    [TestCase("5", "upgrade (5)|never sends here")]
    [TestCase("4", "message (4)|empty|digit from 0 to 6")]
    [TestCase("47[]", "message (4) that begins with '7[]'|digit from 0 to 6")]
    [TestCase("4x\u001b[31m\r\n", "message (4) that begins with 'x[31m'|digit from 0 to 6")]
    [TestCase("41x", "disconnect packet (41)|carries nothing")]
    [TestCase("410", "disconnect packet (41)|acknowledgement number")]
    [TestCase("41/other,", "disconnect packet (41)|another namespace")]
    [TestCase("42", "event (42)|no JSON")]
    [TestCase("42[", "event (42)|no JSON")]
    [TestCase("42[\"a\",]", "event (42)|no JSON")]
    [TestCase("42[\"a\"]]", "event (42)|no JSON")]
    [TestCase("42[\"a\"]\0", "event (42)|no JSON")]
    [TestCase("42[\"a\0\"]", "event (42)|no JSON")]
    [TestCase("42[NaN]", "event (42)|no JSON")]
    [TestCase("42-1[\"a\"]", "event (42)|no JSON")]
    [TestCase("42{\"a\":1}", "event (42)|no array")]
    [TestCase("42\"a\"", "event (42)|no array")]
    [TestCase("42null", "event (42)|no array|payload")]
    [TestCase("42[]", "event (42)|without a name|begins with a string")]
    [TestCase("42[null]", "event (42)|without a name")]
    [TestCase("42[{\"a\":1}]", "event (42)|without a name")]
    [TestCase("42[\"\\ud800\"]", "event (42)|without a name")]
    [TestCase("422147483648[\"a\"]", "event (42)|number above 2147483647")]
    [TestCase("429223372036854775808[\"a\"]", "event (42)|number above 2147483647")]
    [TestCase("42/other,[\"a\"]", "event (42)|another namespace|'/'")]
    [TestCase("42/[\"a\"]", "event (42)|namespace '/[\"a\"]'|no comma")]
    [TestCase("42/\ud83d\ude00,[\"a\"]", "event (42)|another namespace")]
    [TestCase("43[]", "acknowledgement (43)|number of the event")]
    [TestCase("430", "acknowledgement (43)|no JSON")]
    [TestCase("430{}", "acknowledgement (43)|no array")]
    [TestCase("4399999999999999999999[]", "acknowledgement (43)|number above 2147483647")]
    [TestCase("45[\"a\"]", "binary event (45)|without a number of attachments")]
    [TestCase("451[\"a\"]", "binary event (45)|without a number of attachments|'-'")]
    [TestCase("45-1[\"a\"]", "binary event (45)|without a number of attachments")]
    [TestCase("459223372036854775808-[\"a\"]", "binary event (45)|without a number of attachments|at most 2147483647")]
    [TestCase("451-[\"a\"]", "binary event (45)|placeholders|attachments, 1")]
    [TestCase("450-[\"a\",{\"_placeholder\":true,\"num\":0}]", "binary event (45)|placeholders|attachments, 0")]
    [TestCase("452147483647-[\"a\",{\"_placeholder\":true,\"num\":0}]", "binary event (45)|placeholders|attachments, 2147483647")]
    [TestCase("451-[\"a\",{\"_placeholder\":true,\"num\":1}]", "binary event (45)|placeholders|counted from 0")]
    [TestCase("451-[\"a\",{\"_placeholder\":true,\"num\":-1}]", "binary event (45)|placeholders")]
    [TestCase("451-[\"a\",{\"_placeholder\":true,\"num\":\"0\"}]", "binary event (45)|placeholders")]
    [TestCase("451-[\"a\",{\"_placeholder\":true,\"num\":0.5}]", "binary event (45)|placeholders")]
    [TestCase("451-[\"a\",{\"_placeholder\":true,\"num\":9223372036854775808}]", "binary event (45)|placeholders")]
    [TestCase("451-[\"a\",{\"_placeholder\":true}]", "binary event (45)|placeholders")]
    [TestCase("451-[\"a\",{\"_placeholder\":1,\"num\":0}]", "binary event (45)|placeholders")]
    [TestCase("452-[\"a\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":0}]", "binary event (45)|placeholders|attachments, 2")]
    [TestCase("451-[{\"_placeholder\":true,\"num\":0}]", "binary event (45)|without a name")]
    [TestCase("46[]", "binary acknowledgement (46)|without a number of attachments")]
    [TestCase("461-[{\"_placeholder\":true,\"num\":0}]", "binary acknowledgement (46)|number of the event")]
    [TestCase("461-1[]", "binary acknowledgement (46)|placeholders")]
    public void In_an_established_session(string frame, string words) => Ends(SocketIoTalk.Established(), frame, words);

    [TestCase("42[\"b\"]", "event (42)|attachment 1 of 1 was due")]
    [TestCase("430[]", "acknowledgement (43)|attachment 1 of 1 was due")]
    [TestCase(Asked, "binary event (45)|attachment 1 of 1 was due")]
    [TestCase("41", "disconnect packet (41)|attachment 1 of 1 was due")]
    [TestCase("44{\"message\":\"no\"}", "connect error (44)|attachment 1 of 1 was due")]
    [TestCase("3", "pong (3)|attachment 1 of 1 was due")]
    [TestCase("", "empty packet")]
    public void Where_an_attachment_is_due(string frame, string words)
    {
        var talk = SocketIoTalk.Established();
        talk.Says(Asked);

        Ends(talk, frame, words);
    }

    [Test]
    public void Nested_deeper_than_256_levels([Values("0", "40", "42", "430", "44")] string packet)
    {
        var talk = packet == "0" ? new SocketIoTalk() : SocketIoTalk.Established();
        if (packet == "40")
        {
            talk = new SocketIoTalk();
            talk.Says(SocketIoTalk.Open);
        }

        talk.Says($"{packet}{new string('[', 100_000)}");

        Assert.That(talk.Ended.Cause, Is.EqualTo(DisconnectCause.ProtocolViolation));
    }

    [TestCase(new byte[] { 0xff }, "not UTF-8")]
    [TestCase(new byte[] { (byte)'2', 0xc3 }, "not UTF-8")]
    [TestCase(new byte[] { (byte)'4', (byte)'2', (byte)'[', (byte)'"', 0xed, 0xa0, 0x80, (byte)'"', (byte)']' }, "not UTF-8")]
    public void Text_that_is_none(byte[] frame, string words)
    {
        var talk = SocketIoTalk.Established();
        talk.Says(frame);

        Assert.That(talk.Ended.Reason, Does.Contain(words));
    }

    [Test]
    public void Binary_that_nobody_announced([Values] bool isEstablished)
    {
        var talk = isEstablished ? SocketIoTalk.Established() : new SocketIoTalk();
        talk.Attaches();

        Assert.That(talk.Ended, Is.EqualTo(new DisconnectInfo(DisconnectCause.ProtocolViolation, 1006, "The server sent a binary frame that no event or acknowledgement announced.")));
    }

    [Test]
    public void In_a_namespace_of_its_own()
    {
        var talk = SocketIoTalk.Established(new("/admin"));

        Ends(talk, "42[\"a\"]", "event (42)|another namespace|'/admin'");
    }

    private static void Ends(SocketIoTalk talk, string frame, string words)
    {
        talk.Says(Encoding.UTF8.GetBytes(frame));

        FuzzRun.MustBeFit(talk.Ended.Reason);
        Assert.That(talk.Ended with { Reason = null }, Is.EqualTo(new DisconnectInfo(DisconnectCause.ProtocolViolation, 1006)));
        Assert.That(words.Split('|').Where(word => !talk.Ended.Reason!.Contains(word, StringComparison.Ordinal)), Is.Empty, talk.Ended.Reason);
    }
}
