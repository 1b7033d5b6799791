using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Core.Tests.Dialects;

public sealed class CentrifugoDialectTests() : DialectTests(KnownDialects.Centrifugo,
[
    new(3000, 3499, AfterBackoff, ""),
    new(4000, 4499, AfterBackoff, ""),
    new(3500, 3999, Never, ""),
    new(4500, 4999, Never, ""),
    new(3005, WithFreshToken, "expired"),
    new(3014, WithFreshToken, "fresh token"),
    new(1009, Never, "Message Too Big"),
    Overruled(1000, 65535, false),
    Overruled(3000, 3499, false),
    Overruled(3005, 3005, false),
    Overruled(3014, 3014, false),
    Overruled(4000, 4499, false),
    Overruled(1000, 65535, true),
    Overruled(1009, 1009, true),
    Overruled(3500, 3999, true),
    Overruled(4500, 4999, true),
])
{
    [Test]
    public void Is_overruled_by_a_json_reason_whatever_the_code([Values(1000, 1009, 1012, 3000, 3005, 3014, 3500, 4000, 4500)] int code, [Values] bool reconnect)
    {
        var verdict = Dialect.Find(code, $$"""{"reason":"told so","reconnect":{{(reconnect ? "true" : "false")}}}""").Verdict;

        Assert.That(verdict, reconnect ? Is.AnyOf(AfterBackoff, WithFreshToken) : Is.EqualTo(Never));
    }

    [TestCase(3500, "reconnect:true")]
    [TestCase(3500, "\"reconnect\":true")]
    [TestCase(3000, "{}")]
    [TestCase(3000, "shutdown")]
    public void Goes_by_the_code_where_the_reason_is_no_such_json(int code, string reason) =>
        Assert.That(Dialect.Find(code, reason), Is.SameAs(Dialect.Find(code)));

    private static Said Overruled(int first, int last, bool reconnect) =>
        new(first, last, reconnect ? AfterBackoff : Never, "reconnect") { Reason = "{", Mentions = $"\"reconnect\":{(reconnect ? "true" : "false")}" };
}
