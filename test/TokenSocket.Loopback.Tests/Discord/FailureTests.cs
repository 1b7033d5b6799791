using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using TokenSocket.Gateway.Discord;

namespace TokenSocket.Loopback.Tests.Discord;

/// <summary>Each answer that goes wrong, as a client gets it.</summary>
internal sealed class FailureTests : DiscordFixture
{
    private static readonly TestCaseData[] Refusals =
    [
        new TestCaseData(Answers.InvalidToken, 401, 50027).SetArgDisplayNames("invalid token"),
        new TestCaseData(Answers.UnknownWebhook, 404, 10015).SetArgDisplayNames("unknown webhook"),
        new TestCaseData(Answers.UnknownChannel, 404, 10003).SetArgDisplayNames("unknown channel"),
        new TestCaseData(Answers.UnknownMessage, 404, 10008).SetArgDisplayNames("unknown message"),
        new TestCaseData(Answers.Error(400, 50035), 400, 50035).SetArgDisplayNames("400"),
        new TestCaseData(Answers.Error(500), 500, 0).SetArgDisplayNames("500"),
        new TestCaseData(Answers.Error(502), 502, 0).SetArgDisplayNames("502"),
        new TestCaseData(Answers.Error(503, 130000), 503, 130000).SetArgDisplayNames("503"),
    ];

    [TestCaseSource(nameof(Refusals))]
    public async Task Refusal_has_its_status_and_code_and_stores_nothing(Answer answer, int status, int code)
    {
        Discord.AnswerNext(answer);

        using HttpResponseMessage refusal = await PostAsync();

        Assert.That((int)refusal.StatusCode, Is.EqualTo(status));
        Assert.That((await JsonOf(refusal))["code"]!.GetValue<int>(), Is.EqualTo(code));
        Assert.That(Header(refusal, "X-RateLimit-Bucket"), Is.Not.Empty);
        Assert.That(Discord.Messages, Is.Empty);
    }

    [Test]
    public async Task Too_many_requests_say_when_to_come_again([Values] bool global)
    {
        Discord.Answer = Answers.TooManyRequests(TimeSpan.FromSeconds(1.25), global);

        using HttpResponseMessage refusal = await PostAsync();
        JsonObject body = await JsonOf(refusal);

        Assert.That(refusal.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That((body["retry_after"]!.GetValue<double>(), body["global"]!.GetValue<bool>()), Is.EqualTo((1.25, global)));
        Assert.That((Header(refusal, "Retry-After"), Header(refusal, "X-RateLimit-Scope")), Is.EqualTo(("2", global ? "global" : "user")));
        Assert.That(Header(refusal, "X-RateLimit-Global"), Is.EqualTo(global ? "true" : ""));
        Assert.That(Header(refusal, "X-RateLimit-Bucket"), global ? Is.Empty : Is.Not.Empty);
    }

    [Test]
    public async Task Edge_answers_with_a_page_and_a_wait_only()
    {
        Discord.Answer = Answers.EdgeTooManyRequests(TimeSpan.FromSeconds(3));

        using HttpResponseMessage refusal = await PostAsync();

        Assert.That(refusal.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(refusal.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
        Assert.That(refusal.Headers.Select(header => header.Key).Where(name => name is not ("Date" or "Transfer-Encoding")), Is.EqualTo(["Retry-After"]));
        Assert.That(Header(refusal, "Retry-After"), Is.EqualTo("3"));
    }

    [Test]
    public async Task Too_many_edits_leave_posts_alone()
    {
        Discord.Answer = Answers.TooManyEdits(TimeSpan.FromSeconds(1));
        using HttpResponseMessage posted = await PostAsync();

        using HttpResponseMessage edited = await EditAsync(Discord.Messages[0].Id);

        Assert.That((posted.StatusCode, edited.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.TooManyRequests)));
        Assert.That((await JsonOf(edited))["code"]!.GetValue<int>(), Is.EqualTo(30046));
    }

    [Test]
    public async Task Deleted_webhook_stays_deleted_until_there_is_another([Values] bool byHand)
    {
        Uri before = Discord.WebhookUrl;
        if (byHand)
            Discord.DeleteWebhook();
        else
            Discord.AnswerNext(Answers.UnknownWebhook);
        using HttpResponseMessage first = await PostAsync();
        Discord.AnswerAsUsual();

        using HttpResponseMessage second = await PostAsync();
        Uri after = Discord.RenewWebhook();
        using HttpResponseMessage third = await PostAsync();
        using HttpResponseMessage old = await Http.PostAsync(before, Json(Hello));

        Assert.That((await JsonOf(second))["code"]!.GetValue<int>(), Is.EqualTo(10015));
        Assert.That(after, Is.Not.EqualTo(before));
        Assert.That((third.StatusCode, old.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NotFound)));
    }

    [Test]
    public async Task Hanging_request_gets_no_answer_and_does_not_hold_up_the_stop()
    {
        Discord.Answer = Answers.Hang;
        Task<HttpResponseMessage> post = PostAsync();
        await Discord.WaitForAsync(discord => discord.Requests.Count == 1, Patience);

        Assert.That(post.IsCompleted, Is.False);
        long start = Stopwatch.GetTimestamp();
        await Discord.DisposeAsync();

        Assert.That(() => post, Throws.InstanceOf<HttpRequestException>());
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(3)));
        Assert.That((Discord.Requests[0].Status, Discord.Messages.Count), Is.EqualTo(((int?)null, 0)));
    }

    [Test]
    public async Task Reset_cuts_the_connection_before_or_after_the_work([Values] bool afterwards)
    {
        Discord.AnswerNext(afterwards ? Answers.ResetAfterwards : Answers.Reset);

        Assert.That(() => PostAsync(), Throws.InstanceOf<HttpRequestException>());

        Assert.That(Discord.Messages, Has.Count.EqualTo(afterwards ? 1 : 0));
        Assert.That(Discord.Requests.Single().Status, Is.Null);
        using HttpResponseMessage next = await PostAsync();
        Assert.That(next.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Slow_answer_comes_later()
    {
        Discord.AnswerNext(Answers.Slow(TimeSpan.FromMilliseconds(100)));
        long start = Stopwatch.GetTimestamp();

        using HttpResponseMessage answer = await PostAsync();

        Assert.That(Stopwatch.GetElapsedTime(start), Is.GreaterThan(TimeSpan.FromMilliseconds(95)));
        Assert.That(Discord.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Slow_answer_that_nobody_waits_for_stores_nothing()
    {
        Discord.AnswerNext(Answers.Slow(TimeSpan.FromMilliseconds(300)));
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.That(() => PostAsync(cancellationToken: impatience.Token), Throws.InstanceOf<OperationCanceledException>());
        await Task.Delay(TimeSpan.FromMilliseconds(400));

        Assert.That(Discord.Messages, Is.Empty);
    }

    [Test]
    public async Task Enforced_limit_refuses_and_lets_in_again()
    {
        Discord.RateLimit = new RateLimit(2, TimeSpan.FromSeconds(1));

        using HttpResponseMessage first = await PostAsync();
        using HttpResponseMessage second = await PostAsync();
        using HttpResponseMessage third = await PostAsync();
        double wait = (await JsonOf(third))["retry_after"]!.GetValue<double>();
        await Task.Delay(TimeSpan.FromSeconds(wait + 0.05));
        using HttpResponseMessage fourth = await PostAsync();

        Assert.That((Header(first, "X-RateLimit-Remaining"), Header(second, "X-RateLimit-Remaining")), Is.EqualTo(("1", "0")));
        Assert.That((third.StatusCode, Header(third, "Retry-After")), Is.EqualTo((HttpStatusCode.TooManyRequests, "1")));
        Assert.That(fourth.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Discord.Messages, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Limit_is_announced_but_not_enforced_at_first()
    {
        for (int i = 0; i < 12; i++)
        {
            using HttpResponseMessage answer = await PostAsync();

            Assert.That((answer.StatusCode, Header(answer, "X-RateLimit-Limit")), Is.EqualTo((HttpStatusCode.OK, "5")));
        }
    }
}
