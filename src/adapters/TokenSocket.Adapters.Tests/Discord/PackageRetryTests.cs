using System.Diagnostics;
using Discord;
using Discord.Net;
using Newtonsoft.Json;
using TokenSocket.Contracts;
using TokenSocket.Gateway.Discord;

namespace TokenSocket.Adapters.Tests.Discord;

/// <summary>What the package makes of answers by itself, as it is today. The adapter shows it no answer.</summary>
internal sealed class PackageRetryTests
{
    private static readonly TimeSpan Asked = TimeSpan.FromSeconds(0.4);

    [Test]
    public async Task Holds_the_caller_while_it_waits_out_a_429()
    {
        await using var discord = await StandInDiscord.StartAsync();
        discord.AnswerNext(Answers.TooManyRequests(Asked));
        using var client = PackageAlone.Client(discord);
        var start = Stopwatch.GetTimestamp();

        await client.SendMessageAsync("hello");

        Assert.That(Stopwatch.GetElapsedTime(start), Is.GreaterThan(Asked * 0.95));
        Assert.That(discord.Requests.Select(request => request.Status), Is.EqualTo(new int?[] { 429, 200 }));
    }

    [Test]
    public async Task Asks_again_and_again_without_a_pause_after_a_502()
    {
        await using var discord = await StandInDiscord.StartAsync();
        discord.AnswerNext(Answers.Error(502), times: 50);
        using var client = PackageAlone.Client(discord);

        await client.SendMessageAsync("hello");

        // The shortest wait of anybody's backoff, fifty times, would be more.
        Assert.That(discord.Requests.Count(request => request.Status == 502), Is.EqualTo(50));
        Assert.That(discord.Requests[^1].At - discord.Requests[0].At, Is.LessThan(TimeSpan.FromSeconds(4)));
    }

    [Test]
    public async Task Takes_a_429_of_the_edge_for_broken_JSON()
    {
        await using var discord = await StandInDiscord.StartAsync();
        discord.Answer = Answers.EdgeTooManyRequests(Asked);
        using var client = PackageAlone.Client(discord);

        Assert.That(async () => await client.SendMessageAsync("hello"), Throws.InstanceOf<JsonReaderException>());
    }

    [Test]
    public void Tells_neither_how_long_nor_that_a_failing_server_asked_for_a_wait()
    {
        using var rest = new CannedRestClient(503, "", ("Retry-After", "4711"));
        using var client = PackageAlone.Client(rest);

        Assert.That(async () => await client.SendMessageAsync("hello"), Throws.InstanceOf<HttpException>().With.Message.Not.Contains("4711"));
    }

    [Test]
    public void Refuses_the_next_message_unsent_where_a_wait_was_asked_for()
    {
        using var rest = new CannedRestClient(503, "", ("Retry-After", "4711"));
        using var client = PackageAlone.Client(rest);
        var options = new RequestOptions { RetryMode = RetryMode.AlwaysFail };
        Assert.That(async () => await client.SendMessageAsync("hello", options: options), Throws.InstanceOf<HttpException>());

        Assert.That(async () => await client.SendMessageAsync("hello", options: options), Throws.InstanceOf<RateLimitedException>());

        Assert.That(rest.Bodies, Has.Count.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("<html></html>")]
    public void Takes_a_message_for_failed_that_is_there_but_whose_answer_cannot_be_read(string body)
    {
        using var rest = new CannedRestClient(200, body);
        using var client = PackageAlone.Client(rest);

        Assert.That(async () => await client.SendMessageAsync("hello"), Throws.InstanceOf<NullReferenceException>().Or.InstanceOf<JsonReaderException>());
    }

    [Test]
    public async Task Does_not_end_a_request_under_way_at_its_timeout()
    {
        await using var discord = await StandInDiscord.StartAsync();
        discord.Answer = Answers.Hang;
        using var client = PackageAlone.Client(discord);
        using var end = new CancellationTokenSource();

        var send = client.SendMessageAsync("hello", options: new RequestOptions { Timeout = 50, CancelToken = end.Token });
        await discord.WaitForAsync(channel => channel.Requests.Count == 1, Patience.Long);
        await Task.Delay(500);
        var isOver = send.IsCompleted;
        await end.CancelAsync();

        Assert.That(isOver, Is.False);
        Assert.That(async () => await send, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Says_timeout_where_the_caller_gave_up_before_it()
    {
        using var rest = new CannedRestClient(200, "{}");
        using var client = PackageAlone.Client(rest);

        Assert.That(
            async () => await client.SendMessageAsync("hello", options: new RequestOptions { CancelToken = new CancellationToken(canceled: true) }),
            Throws.InstanceOf<TimeoutException>());
    }

    [Test]
    public async Task Says_null_for_whom_to_mention_where_nobody_was_meant()
    {
        using var rest = new CannedRestClient(200, "{}");
        using var client = PackageAlone.Client(rest);

        await client.SendMessageAsync("hello", allowedMentions: AllowedMentions.None);

        Assert.That(rest.Bodies.Single(), Does.Contain("\"parse\":null"));
    }
}
