using TokenSocket.DiscordAlerts;

namespace TokenSocket.Contracts.Alerts;

/// <summary>What came of a request, as every sender must read it from whatever Discord, its edge and the network do.</summary>
internal abstract class OutcomeContract(Func<TimeProvider, HttpMessageHandler, IAlertSender> make) : AlertSenderContract(make)
{
    [TestCaseSource(typeof(OutcomeTable), nameof(OutcomeTable.Answers))]
    public async Task Of_a_post_is_read_from_the_answer(int status, string body, AlertOutcome onPost, AlertOutcome onEdit)
    {
        using var bench = Bench();
        bench.Discord.Answer(status, body);

        Assert.That(await bench.PostAsync(), Is.EqualTo(onPost));
    }

    [TestCaseSource(typeof(OutcomeTable), nameof(OutcomeTable.Answers))]
    public async Task Of_an_edit_is_read_from_the_answer(int status, string body, AlertOutcome onPost, AlertOutcome onEdit)
    {
        using var bench = Bench();
        bench.Discord.Answer(status, body);

        Assert.That(await bench.EditAsync(), Is.EqualTo(onEdit));
    }

    [TestCase("X-RateLimit-Reset-After", 2.5)]
    [TestCase("X-RateLimit-Bucket", 0)]
    public async Task Asks_for_a_pause_where_the_last_request_was_spent(string name, double pause)
    {
        using var bench = Bench();
        bench.Discord.Answer(200, """{"id":"1"}""", ("X-RateLimit-Remaining", "0"), (name, "2.5"));

        Assert.That((await bench.PostAsync()).Pause, Is.EqualTo(TimeSpan.FromSeconds(pause)));
    }

    [Test]
    public async Task Asks_for_no_pause_where_requests_are_left()
    {
        using var bench = Bench();
        bench.Discord.Answer(200, """{"id":"1"}""", ("X-RateLimit-Remaining", "1"), ("X-RateLimit-Reset-After", "2.5"));

        Assert.That((await bench.PostAsync()).Pause, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task Carries_the_wait_that_a_failing_server_asks_for()
    {
        using var bench = Bench();
        bench.Discord.Answer(503, "", ("Retry-After", "44"));

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.TryLater("HTTP 503") { Pause = TimeSpan.FromSeconds(44) }));
    }

    [TestCase(429, "X-RateLimit-Global", "true")]
    [TestCase(503, "X-RateLimit-Scope", "user")]
    public async Task Of_one_request_does_not_hold_back_the_next(int status, string name, string value)
    {
        using var bench = Bench();
        bench.Discord.Answer(status, "", ("Retry-After", "3600"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", "3600"), (name, value));
        await bench.PostAsync();
        bench.Discord.Answer(200, """{"id":"1"}""");

        Assert.That((await bench.PostAsync(), bench.Discord.Requests.Count), Is.EqualTo((new AlertOutcome.Sent(1), 2)));
    }

    [Test]
    public async Task Of_a_request_without_an_answer_is_to_try_later_after_10_seconds()
    {
        using var bench = Bench();
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
        using var bench = Bench();
        bench.Discord.AnswerWith(new EndlessStream(), 500);

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.TryLater("HTTP 500")));
    }

    [Test]
    public async Task Of_a_refusal_whose_body_breaks_off_is_to_try_later()
    {
        using var bench = Bench();
        bench.Discord.AnswerWith(new EndlessStream(breaks: true), 404);

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.TryLater("IOException")));
    }

    [Test]
    public async Task Of_a_message_that_is_there_but_whose_answer_breaks_off_is_sent()
    {
        using var bench = Bench();
        bench.Discord.AnswerWith(new EndlessStream(breaks: true));

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.Sent(null)));
    }

    [TestCase(HttpRequestError.NameResolutionError, "NameResolutionError")]
    [TestCase(HttpRequestError.Unknown, "HttpRequestException")]
    public async Task Of_a_failing_network_is_to_try_later_without_its_words(HttpRequestError error, string why)
    {
        using var bench = Bench();
        bench.Discord.Throw(new HttpRequestException(error, WebhookBench.Token));

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.TryLater(why)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Of_a_request_that_was_cancelled_is_an_exception(bool isBefore)
    {
        using var bench = Bench();
        using var cancelled = new CancellationTokenSource();
        bench.Discord.Hang();
        if (isBefore)
        {
            cancelled.Cancel();
        }

        var post = bench.Sender.PostAsync(new(WebhookBench.Url, null), WebhookBench.Payload, cancelled.Token);
        cancelled.Cancel();

        Assert.That(async () => await post, Throws.InstanceOf<OperationCanceledException>().With.Property(nameof(OperationCanceledException.CancellationToken)).EqualTo(cancelled.Token));
    }

    [TestCase("""{"message":5,"code":"x","retry_after":2}""")]
    [TestCase("""{"retry_after":2,"global":"yes"}""")]
    public async Task Is_read_member_by_member(string body)
    {
        using var bench = Bench();
        bench.Discord.Answer(429, body);

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.RateLimited(false) { Pause = TimeSpan.FromSeconds(2) }));
    }

    [TestCase("""{"message":"\ud800"}""")]
    [TestCase("[]")]
    [TestCase("{")]
    public async Task Of_words_that_are_no_text_is_read_from_the_status(string body)
    {
        using var bench = Bench();
        bench.Discord.Answer(500, body);

        Assert.That(await bench.PostAsync(), Is.EqualTo(new AlertOutcome.TryLater("HTTP 500")));
    }

    [Test]
    public async Task Shows_what_discord_said_on_one_line_and_cut()
    {
        using var bench = Bench();
        bench.Discord.Answer(400, FakeDiscord.Error(1, "a\\nb\\u001b[31m" + new string('x', 500)));

        Assert.That(((AlertOutcome.Rejected)await bench.PostAsync()).Why, Is.EqualTo("HTTP 400 code 1 ab[31m" + new string('x', 250)));
    }
}
