using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class SocketIoEventTests
{
    [TestCase("""42["a"]""", "a", "")]
    [TestCase("""42["a",1,"b",null,{"c":[2]}]""", "a", """1;b;;{"c":[2]}""")]
    [TestCase("""42["é 😀 \u0000"]""", "é 😀 \0", "")]
    [TestCase("""42[""]""", "", "")]
    [TestCase("""42[7,1]""", "7", "1")]
    [TestCase("""42 [ "a" , 1 ] """, "a", "1")]
    [TestCase("""42["a","\ud800",1e999,99999999999999999999]""", "a", "\\ud800;1e999;99999999999999999999")]
    [TestCase("""42["a",{"_placeholder":true,"num":5}]""", "a", """{"_placeholder":true,"num":5}""")]
    [TestCase("""42["connect"]""", "connect", "")]
    public void Has_a_name_and_arguments(string packet, string name, string arguments)
    {
        var talk = SocketIoTalk.Established();
        talk.Says(packet);

        Assert.That((talk.Event.Name, string.Join(';', talk.Event.Arguments.Select(Said))), Is.EqualTo((name, arguments)));
    }

    [Test]
    public void Is_delivered_as_the_text_of_its_array() =>
        Assert.That(SocketIoTalk.Established().Says("""4212["a", 1 ]"""), Is.EqualTo(new[] { """deliver ["a", 1 ]""" }));

    [TestCase("/", """42["a"]""")]
    [TestCase("/admin", """42/admin,["a"]""")]
    [TestCase("/admin?x=1", """42/admin?y=2,["a"]""")]
    public void Comes_on_the_channel_of_its_namespace(string @namespace, string packet)
    {
        var talk = SocketIoTalk.Established(new SocketIoSettings(@namespace));
        talk.Says(packet);

        Assert.That(talk.Event.Channel, Is.EqualTo(@namespace.Split('?')[0]));
    }

    [TestCase("""42["a"]""", null)]
    [TestCase("""420["a"]""", 0)]
    [TestCase("""42/,13["a"]""", 13)]
    [TestCase("""422147483647["a"]""", int.MaxValue)]
    public void Says_whether_the_server_waits_and_for_which_number(string packet, int? number)
    {
        var talk = SocketIoTalk.Established();
        talk.Says(packet);

        Assert.That((talk.Event.AnswerTo, talk.Event.WantsAnswer, talk.Event.Attachments.Count), Is.EqualTo((number, number is not null, 0)));
    }

    [Test]
    public void Is_as_deep_as_256_levels()
    {
        var talk = SocketIoTalk.Established();
        talk.Says($"42[\"a\",{new string('[', 255)}{new string(']', 255)}]");

        Assert.That(talk.Event.Arguments, Has.Count.EqualTo(1));
    }

    [TestCase("431[]", "acknowledge 1 []")]
    [TestCase("""4312[{"ok":true},2]""", """acknowledge 12 [{"ok":true},2]""")]
    [TestCase("""43/,2147483647["a"]""", "acknowledge 2147483647 [a]")]
    public void Of_the_program_is_acknowledged(string packet, string expected) =>
        Assert.That(SocketIoTalk.Established().Says(packet), Is.EqualTo(new[] { expected }));

    // Half a surrogate pair has no string; what is written is what came.
    private static string Said(System.Text.Json.JsonElement argument) => argument.GetRawText() == "\"\\ud800\"" ? "\\ud800" : argument.ToString();
}
