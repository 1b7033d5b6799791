using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class SocketIoFramesTests
{
    private static readonly byte[] First = [1, 2];
    private static readonly byte[] Second = [];

    [TestCase("/", null, """42["a",1]""")]
    [TestCase("/", 0, """420["a",1]""")]
    [TestCase("/", 12, """4212["a",1]""")]
    [TestCase("/admin", null, """42/admin,["a",1]""")]
    [TestCase("/admin", 7, """42/admin,7["a",1]""")]
    public void Writes_an_event(string @namespace, int? number, string expected) =>
        Assert.That(Words(SocketIoFrames.Event(@namespace, """["a",1]""", [], number)), Is.EqualTo(new[] { expected }));

    [TestCase("/", null, """452-["a",{"_placeholder":true,"num":0}]""")]
    [TestCase("/admin", 7, """452-/admin,7["a",{"_placeholder":true,"num":0}]""")]
    public void Puts_attachments_behind_an_event(string @namespace, int? number, string expected) =>
        Assert.That(
            Words(SocketIoFrames.Event(@namespace, """["a",{"_placeholder":true,"num":0}]""", [First, Second], number)),
            Is.EqualTo(new[] { expected, "<0102>", "<>" }));

    [TestCase("/", "430[]")]
    [TestCase("/admin", "43/admin,0[]")]
    public void Writes_an_answer(string @namespace, string expected) =>
        Assert.That(Words(SocketIoFrames.Answer(@namespace, "[]", [], 0)), Is.EqualTo(new[] { expected }));

    [Test]
    public void Puts_attachments_behind_an_answer() =>
        Assert.That(Words(SocketIoFrames.Answer("/", """[{"_placeholder":true,"num":0}]""", [First], 3)), Is.EqualTo(new[] { """461-3[{"_placeholder":true,"num":0}]""", "<0102>" }));

    [Test]
    public void Escapes_what_a_greeting_says() =>
        Assert.That(
            SocketIoTalk.Words(SocketIoFrames.Greeting("/", new SocketIoGreeting("jo\"in", ["a\\b", "c\nd"]), 0)),
            Is.EqualTo("""420["jo\u0022in","a\\b","c\nd"]"""));

    [Test]
    public void Writes_text_in_UTF_8() =>
        Assert.That(SocketIoFrames.Event("/", """["é"]""", [])[0].Payload.ToArray(), Is.EqualTo("42[\"é\"]"u8.ToArray()));

    private static string[] Words(IEnumerable<SessionFrame> frames) => [.. frames.Select(SocketIoTalk.Words)];
}
