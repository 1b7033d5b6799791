using TokenSocket.DiscordAlerts;

namespace TokenSocket.Contracts.Alerts;

/// <summary>What a sender asks of Discord: where, and what the message means.</summary>
internal abstract class RequestContract(Func<TimeProvider, HttpMessageHandler, IAlertSender> make) : AlertSenderContract(make)
{
    private static readonly string Long = new('x', DiscordLimits.FieldName);

    protected static readonly TestCaseData[] Messages =
    [
        Case("everything", new("t", "d", 1, [new("n", "v"), new("m", "w")], "f"), "Watch"),
        Case("no footer and no name", new("t", "d", 0xFFFFFF, [new("n", "v")], null), null),
        Case("no texts", new("", "", 0, [], null), null),
        Case("hostile texts", new("\"\\\u0007\u2028<@1>", "a\nb {0} %s", 1, [new("@everyone", "😀 \u202e")], "'"), "\"W\" 😀"),
        Case("25 fields", new("t", "d", 1, [.. Enumerable.Repeat(new WebhookField("n", "v"), DiscordLimits.Fields)], "f"), new string('w', DiscordLimits.Username)),
        Case("the longest texts", new(Long, new('d', DiscordLimits.Description), 1, [new(Long, new('v', DiscordLimits.FieldValue))], new('f', 368)), null),
        Case("the longest footer", new("t", "d", 1, [], new('f', DiscordLimits.Footer)), null),
    ];

    [TestCase(null, null, "?wait=true")]
    [TestCase("?thread_id=5", null, "?wait=true&thread_id=5")]
    [TestCase("?thread_id=5", 7ul, "?wait=true&thread_id=7")]
    [TestCase(null, 7ul, "?wait=true&thread_id=7")]
    [TestCase("?thread_id=one", null, "?wait=true&thread_id=one")]
    [TestCase("?wait=false&x=1", null, "?wait=true&x=1")]
    [TestCase("?x=1&thread_id=5&y=%2F", null, "?wait=true&x=1&thread_id=5&y=%2F")]
    public async Task A_post_waits_for_its_answer_and_names_the_thread(string? query, ulong? thread, string expected)
    {
        using var bench = Bench();

        await bench.PostAsync(query, thread);

        Assert.That((bench.Request.Method, Shown(bench.Request.Url)), Is.EqualTo(("POST", Shown(new Uri($"{WebhookBench.Url}{expected}")))));
    }

    [TestCase(null, null, "")]
    [TestCase("?thread_id=5", null, "?thread_id=5")]
    [TestCase("?thread_id=5", 7ul, "?thread_id=7")]
    [TestCase("?wait=true&x=1", 7ul, "?thread_id=7&x=1")]
    public async Task An_edit_names_the_message_and_the_thread(string? query, ulong? thread, string expected)
    {
        using var bench = Bench();

        await bench.EditAsync(query, thread);

        Assert.That((bench.Request.Method, Shown(bench.Request.Url)), Is.EqualTo(("PATCH", Shown(new Uri($"{WebhookBench.Url}/messages/42{expected}")))));
    }

    [TestCase("https://discord.com/api/webhooks/1/")]
    [TestCase("https://canary.discord.com/api/v10/webhooks/1/")]
    [TestCase("http://127.0.0.1:8080/api/v9/webhooks/18446744073709551615/")]
    public async Task Goes_to_the_host_and_the_version_of_the_address(string start)
    {
        using var bench = Bench();
        var url = new Uri($"{start}{WebhookBench.Token}");

        await bench.Sender.PostAsync(new(url, null), WebhookBench.Payload, CancellationToken.None);

        Assert.That(bench.Request.Url.AbsoluteUri, Is.EqualTo($"{url}?wait=true"));
    }

    [TestCaseSource(nameof(Messages))]
    public async Task A_post_says_it_all_and_mentions_nobody(WebhookPayload payload)
    {
        using var bench = Bench();

        await bench.PostAsync(payload: payload);

        Assert.That(SentMessage.In(bench.Request.Body), Is.EqualTo(SentMessage.Of(payload, isEdit: false)));
    }

    [TestCaseSource(nameof(Messages))]
    public async Task An_edit_has_no_name_and_mentions_nobody(WebhookPayload payload)
    {
        using var bench = Bench();

        await bench.EditAsync(payload: payload);

        Assert.That(SentMessage.In(bench.Request.Body), Is.EqualTo(SentMessage.Of(payload, isEdit: true)));
    }

    [Test]
    public async Task Carries_ten_embeds_at_most()
    {
        using var bench = Bench();
        var payload = WebhookBench.Payload with { Embeds = [.. Enumerable.Repeat(WebhookBench.Payload.Embeds[0], DiscordLimits.Embeds)] };

        await bench.PostAsync(payload: payload with { Embeds = [.. payload.Embeds, .. payload.Embeds] });

        Assert.That(SentMessage.In(bench.Request.Body), Is.EqualTo(SentMessage.Of(payload, isEdit: false)));
    }

    [Test]
    public async Task Every_request_says_who_asks()
    {
        using var bench = Bench();

        await bench.PostAsync();

        Assert.That(bench.Request.UserAgent, Is.EqualTo("DiscordBot (TokenSocket, 0.1.0)"));
    }

    /// <summary>The order of a query means nothing.</summary>
    private static string Shown(Uri url) => $"{url.GetLeftPart(UriPartial.Path)} {string.Join('&', url.Query.TrimStart('?').Split('&').Order(StringComparer.Ordinal))}";

    private static TestCaseData Case(string name, WebhookEmbed embed, string? username) =>
        new TestCaseData(new WebhookPayload([embed], username, username is null ? null : new Uri("https://pictures.example/a.png?x=1"))).SetArgDisplayNames(name);
}
