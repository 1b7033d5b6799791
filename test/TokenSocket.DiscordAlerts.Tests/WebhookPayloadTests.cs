namespace TokenSocket.DiscordAlerts.Tests;

public sealed class WebhookPayloadTests
{
    [Test]
    public void Cuts_a_title_to_256() =>
        Assert.That(Embed(Message(title: Long)).Title, Has.Length.EqualTo(256).And.EndsWith("…"));

    [Test]
    public void Cuts_a_description_to_4096() =>
        Assert.That(Embed(Message(description: Long)).Description, Has.Length.EqualTo(4096).And.EndsWith("…"));

    [Test]
    public void Keeps_25_fields() =>
        Assert.That(Embed(Message(fields: [.. Enumerable.Range(0, 30).Select(i => new WebhookField($"{i}", "v"))])).Fields, Has.Count.EqualTo(25));

    [Test]
    public void Cuts_a_field_to_256_and_1024()
    {
        var field = Embed(Message(fields: [new(Long, Long)])).Fields[0];

        Assert.That((field.Name.Length, field.Value.Length), Is.EqualTo((256, 1024)));
    }

    [Test]
    public void Leaves_out_a_field_that_has_no_text() =>
        Assert.That(Embed(Message(fields: [new("n", ""), new("", "v"), new("n", " \n"), new("\t", "v")])).Fields, Is.Empty);

    [Test]
    public void Cuts_a_footer_to_2048() =>
        Assert.That(Embed(Message(), Long).Footer, Has.Length.EqualTo(2048));

    [Test]
    public void Cuts_all_together_to_6000()
    {
        var embed = Embed(Message(Long, Long, [.. Enumerable.Repeat(new WebhookField(Long, Long), 25)]), Long);

        var total = embed.Title.Length + embed.Description.Length + (embed.Footer?.Length ?? 0) + embed.Fields.Sum(field => field.Name.Length + field.Value.Length);

        Assert.That(total, Is.EqualTo(6000));
    }

    [Test]
    public void Cuts_a_name_to_80() =>
        Assert.That(WebhookPayload.Of(Message(), new() { Username = Long }, null).Username, Has.Length.EqualTo(80));

    [Test]
    public void Mentions_nobody() =>
        Assert.That(WebhookPayload.Of(Message(), new(), null).AllowedMentions, Is.Empty);

    [Test]
    public void Needs_no_emoji() =>
        Assert.That(WebhookPayload.Of(Message(), new() { Emojis = new() { None = "" } }, null).Embeds[0].Title, Is.EqualTo("t"));

    [TestCase("abc", 3, "abc")]
    [TestCase("abcd", 3, "ab…")]
    [TestCase("a😀bc", 3, "a…")]
    [TestCase("😀bc", 2, "…")]
    [TestCase("abc", 0, "")]
    public void Cuts_never_inside_a_surrogate_pair(string text, int max, string expected) =>
        Assert.That(DiscordLimits.Cut(text, max), Is.EqualTo(expected));

    private static string Long { get; } = new('x', 10_000);

    private static OutageMessage Message(string title = "t", string description = "d", IReadOnlyList<WebhookField>? fields = null) =>
        new(AlertTone.None, title, description, fields ?? []);

    private static WebhookEmbed Embed(OutageMessage message, string? footer = null) => WebhookPayload.Of(message, new(), footer).Embeds[0];
}
