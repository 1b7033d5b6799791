using System.Text.Json;
using TokenSocket.Running.Sessions;

namespace TokenSocket.Tests.Running.Sessions;

public sealed class EventArgumentsTests
{
    [Test]
    public void Are_a_json_array_with_names_in_camel_case()
    {
        var written = EventArguments.Of("bet", 1.5, true, null, new { Amount = 3 }, default(JsonElement));

        Assert.That((written.Json, written.Attachments.Count), Is.EqualTo(("""["bet",1.5,true,null,{"amount":3},null]""", 0)));
    }

    [Test]
    public void Have_placeholders_where_bytes_stood()
    {
        var written = EventArguments.Of("bet", new byte[] { 1 }, "between", new ReadOnlyMemory<byte>([2, 3]), new Memory<byte>([4]));

        Assert.That(
            (written.Json, string.Join(' ', written.Attachments.Select(static one => Convert.ToHexString(one.Span)))),
            Is.EqualTo(("""["bet",{"_placeholder":true,"num":0},"between",{"_placeholder":true,"num":1},{"_placeholder":true,"num":2}]""", "01 0203 04")));
    }
}
