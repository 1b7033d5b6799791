namespace TokenSocket.DiscordAlerts.Tests;

public sealed class RateLimitTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase("""{"retry_after":1.337,"global":false}""", "9", 1.337)]
    [TestCase("""{"retry_after":0}""", null, 0)]
    [TestCase("""{"retry_after":0.0001}""", null, 0.001)]
    [TestCase("""{"retry_after":-1}""", "9", 9)]
    [TestCase("""{"retry_after":1e99}""", null, 3600)]
    [TestCase("<html>", "9", 9)]
    [TestCase("<html>", "9.25", 9.25)]
    [TestCase("<html>", "Thu, 01 Jan 2026 00:01:30 GMT", 90)]
    [TestCase("<html>", "Wed, 31 Dec 2025 23:59:59 GMT", 0)]
    [TestCase("<html>", "999999999", 3600)]
    [TestCase("<html>", "soon", 30)]
    [TestCase("<html>", null, 30)]
    public void Waits_as_the_body_says_or_else_the_header_or_else_30_seconds(string body, string? header, double seconds) =>
        Assert.That(Read(body, ("Retry-After", header)).Wait, Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [Test]
    public void Waits_for_the_reset_where_nothing_else_says_how_long() =>
        Assert.That(Read("", ("X-RateLimit-Reset-After", "4.5")).Wait, Is.EqualTo(TimeSpan.FromSeconds(4.5)));

    [TestCase("""{"global":true}""", "X-Other", "")]
    [TestCase("", "X-RateLimit-Scope", "global")]
    [TestCase("", "X-RateLimit-Global", "true")]
    public void Holds_for_all_where_the_answer_says_so(string body, string name, string value) =>
        Assert.That(Read(body, (name, value)).IsGlobal, Is.True);

    [TestCase("""{"global":false}""", "X-RateLimit-Scope", "user")]
    [TestCase("", "X-RateLimit-Scope", "shared")]
    public void Holds_for_one_webhook_otherwise(string body, string name, string value) =>
        Assert.That(Read(body, (name, value)).IsGlobal, Is.False);

    private static RateLimit Read(string body, params (string Name, string? Value)[] headers) => RateLimit.OfRefusal(
        WebhookAnswer.Read(System.Text.Encoding.UTF8.GetBytes(body)),
        name => headers.FirstOrDefault(header => header.Name == name).Value,
        Now);
}
