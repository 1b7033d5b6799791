using System.Text;

namespace TokenSocket.DiscordAlerts.Tests;

public sealed class WebhookOutcomeTests
{
    private const string Html = "<html><body>The edge says no.</body></html>";

    private static readonly TestCaseData[] Answers =
    [
        Case(200, """{"id":"987"}""", new AlertOutcome.Sent(987), new AlertOutcome.Sent(987)),
        Case(204, "", new AlertOutcome.Sent(null), new AlertOutcome.Sent(null)),
        Case(200, Html, new AlertOutcome.Sent(null), new AlertOutcome.Sent(null)),
        Case(200, """{"id":17}""", new AlertOutcome.Sent(null), new AlertOutcome.Sent(null)),
        Rejected(301, ""),
        Rejected(400, FakeDiscord.Error(50035), " code 50035 m"),
        Rejected(400, FakeDiscord.Error(50006), " code 50006 m"),
        Rejected(400, FakeDiscord.Error(220001), " code 220001 m"),
        Rejected(400, Html),
        Gone(401, FakeDiscord.Error(50027), " code 50027 m"),
        Gone(401, Html),
        Gone(403, FakeDiscord.Error(50027), " code 50027 m"),
        Rejected(403, FakeDiscord.Error(50013), " code 50013 m"),
        Later(403, Html),
        Gone(404, FakeDiscord.Error(10015), " code 10015 m"),
        Gone(404, FakeDiscord.Error(0), " code 0 m"),
        Gone(404, Html),
        Gone(404, ""),
        Rejected(404, FakeDiscord.Error(10003), " code 10003 m"),
        Case(404, FakeDiscord.Error(10008), new AlertOutcome.Rejected("HTTP 404 code 10008 m"), new AlertOutcome.MessageGone()),
        Rejected(405, ""),
        Later(408, ""),
        Rejected(413, FakeDiscord.Error(40005), " code 40005 m"),
        Rejected(413, Html),
        Limited(429, Html),
        Limited(429, FakeDiscord.Error(20028)),
        Case(429, FakeDiscord.Error(30046), new AlertOutcome.RateLimited(false) { Pause = RateLimit.Default }, new AlertOutcome.MessageGone()),
        Later(400, FakeDiscord.Error(40062), " code 40062 m"),
        Later(400, FakeDiscord.Error(20028), " code 20028 m"),
        Later(400, FakeDiscord.Error(130000), " code 130000 m"),
        Later(500, Html),
        Later(502, ""),
        Later(503, FakeDiscord.Error(130000), " code 130000 m"),
        Later(524, Html),
    ];

    [TestCaseSource(nameof(Answers))]
    public async Task Of_a_post_is_read_from_the_answer(int status, string body, AlertOutcome onPost, AlertOutcome onEdit)
    {
        using var bench = new WebhookBench();
        bench.Discord.Answer(status, body);

        Assert.That(await bench.PostAsync(), Is.EqualTo(onPost));
    }

    [TestCaseSource(nameof(Answers))]
    public async Task Of_an_edit_is_read_from_the_answer(int status, string body, AlertOutcome onPost, AlertOutcome onEdit)
    {
        using var bench = new WebhookBench();
        bench.Discord.Answer(status, body);

        Assert.That(await bench.EditAsync(), Is.EqualTo(onEdit));
    }

    [TestCase("X-RateLimit-Reset-After", 2.5)]
    [TestCase("X-RateLimit-Bucket", 0)]
    public async Task Asks_for_a_pause_where_the_last_request_was_spent(string name, double pause)
    {
        using var bench = new WebhookBench();
        bench.Discord.Answer(200, """{"id":"1"}""", ("X-RateLimit-Remaining", "0"), (name, "2.5"));

        Assert.That((await bench.PostAsync()).Pause, Is.EqualTo(TimeSpan.FromSeconds(pause)));
    }

    [Test]
    public async Task Asks_for_no_pause_where_requests_are_left()
    {
        using var bench = new WebhookBench();
        bench.Discord.Answer(200, """{"id":"1"}""", ("X-RateLimit-Remaining", "1"), ("X-RateLimit-Reset-After", "2.5"));

        Assert.That((await bench.PostAsync()).Pause, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task Carries_the_wait_that_a_failing_server_asks_for()
    {
        using var bench = new WebhookBench();
        bench.Discord.Answer(503, "", ("Retry-After", "44"));

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.TryLater("HTTP 503") { Pause = TimeSpan.FromSeconds(44) }));
    }

    [Test]
    public async Task Of_a_request_without_an_answer_is_to_try_later_after_10_seconds()
    {
        using var bench = new WebhookBench();
        bench.Discord.Hang();
        var post = bench.PostAsync();

        bench.Time.Advance(TimeSpan.FromSeconds(9.999));
        var early = post.IsCompleted;
        bench.Time.Advance(TimeSpan.FromSeconds(0.001));

        Assert.That((early, await post), Is.EqualTo((false, new AlertOutcome.TryLater("no answer in time"))));
    }

    [Test]
    public async Task Of_a_body_that_never_ends_is_known_after_its_first_part()
    {
        using var bench = new WebhookBench();
        bench.Discord.AnswerWith(new EndlessStream(), 500);

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.TryLater("HTTP 500")));
    }

    [Test]
    public async Task Of_a_refusal_whose_body_breaks_off_is_to_try_later()
    {
        using var bench = new WebhookBench();
        bench.Discord.AnswerWith(new EndlessStream(breaks: true), 404);

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.TryLater("IOException")));
    }

    [Test]
    public async Task Of_a_message_that_is_there_but_whose_answer_breaks_off_is_sent()
    {
        using var bench = new WebhookBench();
        bench.Discord.AnswerWith(new EndlessStream(breaks: true));

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.Sent(null)));
    }

    [TestCase(HttpRequestError.NameResolutionError, "NameResolutionError")]
    [TestCase(HttpRequestError.Unknown, "HttpRequestException")]
    public async Task Of_a_failing_network_is_to_try_later_without_its_words(HttpRequestError error, string why)
    {
        using var bench = new WebhookBench();
        bench.Discord.Throw(new HttpRequestException(error, AlertBench.Token));

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.TryLater(why)));
    }

    [Test]
    public void Of_a_request_that_was_cancelled_is_an_exception()
    {
        using var bench = new WebhookBench();
        using var cancelled = new CancellationTokenSource();
        bench.Discord.Hang();
        var post = bench.Webhook.PostAsync(new(AlertBench.Webhook, null), WebhookBench.Payload, cancelled.Token);

        cancelled.Cancel();

        Assert.That(async () => await post, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("""{"message":5,"code":"x","retry_after":2}""")]
    [TestCase("""{"retry_after":2,"global":"yes"}""")]
    public async Task Is_read_member_by_member(string body)
    {
        using var bench = new WebhookBench();
        bench.Discord.Answer(429, body);

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.RateLimited(false) { Pause = TimeSpan.FromSeconds(2) }));
    }

    [TestCase("""{"message":"\ud800"}""")]
    [TestCase("[]")]
    [TestCase("{")]
    public async Task Of_words_that_are_no_text_is_read_from_the_status(string body)
    {
        using var bench = new WebhookBench();
        bench.Discord.Answer(500, body);

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.TryLater("HTTP 500")));
    }

    [Test]
    public async Task Shows_what_discord_said_on_one_line_and_cut()
    {
        using var bench = new WebhookBench();
        bench.Discord.Answer(400, FakeDiscord.Error(1, "a\\nb\\u001b[31m" + new string('x', 500)));

        Assert.That(((AlertOutcome.Rejected)await bench.PostAsync()).Why, Is.EqualTo("HTTP 400 code 1 ab[31m" + new string('x', 250)));
    }

    private static TestCaseData Case(int status, string body, AlertOutcome onPost, AlertOutcome onEdit) =>
        new TestCaseData(status, body, onPost, onEdit).SetArgDisplayNames($"{status}", body.Length > 30 ? body[..30] : body);

    private static TestCaseData Both(int status, string body, AlertOutcome outcome) => Case(status, body, outcome, outcome);

    private static TestCaseData Rejected(int status, string body, string words = "") => Both(status, body, new AlertOutcome.Rejected($"HTTP {status}{words}"));

    private static TestCaseData Gone(int status, string body, string words = "") => Both(status, body, new AlertOutcome.WebhookGone($"HTTP {status}{words}"));

    private static TestCaseData Later(int status, string body, string words = "") => Both(status, body, new AlertOutcome.TryLater($"HTTP {status}{words}"));

    private static TestCaseData Limited(int status, string body) => Both(status, body, new AlertOutcome.RateLimited(false) { Pause = RateLimit.Default });

    private sealed class EndlessStream(bool breaks = false) : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            // More than a bounded reader ever asks for.
            if (breaks || ++_reads > 1_000)
            {
                throw new IOException(AlertBench.Token);
            }

            Encoding.ASCII.GetBytes(new string('<', buffer.Length)).CopyTo(buffer);
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
