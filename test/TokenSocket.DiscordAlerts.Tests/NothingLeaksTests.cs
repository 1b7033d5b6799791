using System.Globalization;
using TokenSocket.CloseCodes;
using TokenSocket.Testing;

namespace TokenSocket.DiscordAlerts.Tests;

/// <summary>The webhook's token goes to its server and nowhere else.</summary>
[NonParallelizable]
public sealed class NothingLeaksTests
{
    private const string Token = "zebra-crossing-4711";
    private const string Echo = $"no {Token} zebra\\u200d-crossing-4711 ZEBRA-crossing-4711";

    private static readonly Uri Webhook = new($"http://localhost:9/api/webhooks/123/{Token}?key={Token}");

    [TestCase("200 OK", "{\"id\":\"1\"}")]
    [TestCase("400 Bad Request", "{\"code\":50035,\"message\":\"" + Echo + "\"}")]
    [TestCase("401 Unauthorized", "{\"code\":50027,\"message\":\"" + Echo + "\"}")]
    [TestCase("404 Not Found", "{\"code\":10015,\"message\":\"" + Echo + "\"}")]
    [TestCase("429 Too Many Requests", Echo)]
    [TestCase("500 Internal Server Error", Echo)]
    [TestCase("302 Found\r\nLocation: http://evil.example/" + Token, Echo)]
    public async Task Whatever_the_server_answers(string status, string body)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        using var runtime = new RuntimeEvents();
        var heard = new List<string>();
        using var webhook = new DiscordWebhook(TimeProvider.System, CannedServer.Handler(CannedServer.Answer(status, body), heard));
        var address = new WebhookAddress(Webhook, 7);
        var options = new DiscordAlertOptions { WebhookUrl = Webhook };
        var left = new List<string> { $"{address}", $"{options}" };

        AlertOutcome[] outcomes =
        [
            await webhook.PostAsync(address, WebhookBench.Payload, CancellationToken.None),
            await webhook.EditAsync(address, 42, WebhookBench.Payload, CancellationToken.None),
        ];
        left.AddRange(outcomes.Select(outcome => outcome.ToString()));
        left.AddRange(outcomes.SelectMany(Logged));
        left.AddRange([.. runtime.Events, .. runtime.Activities, .. runtime.Metrics]);

        // The request itself did carry it, and what listens does hear of requests: the scan can fail.
        Assert.That(
            (heard.Any(Leaks), runtime.Events.Any(one => one.StartsWith("RequestStart", StringComparison.Ordinal)), left.Where(Leaks).ToArray()),
            Is.EqualTo((true, true, Array.Empty<string>())));
    }

    [Test]
    public async Task No_activity_tells_more_than_the_host()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        using var runtime = new RuntimeEvents();
        using var webhook = new DiscordWebhook(new VirtualTime(), CannedServer.Handler(CannedServer.Answer("200 OK", "{}")));

        await webhook.PostAsync(new(Webhook, null), WebhookBench.Payload, CancellationToken.None);

        Assert.That(runtime.Activities.Where(one => one.Contains("/api/", StringComparison.Ordinal) || one.Contains("url.full", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task No_redirect_is_followed()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var heard = new List<string>();
        using var webhook = new DiscordWebhook(
            new VirtualTime(), CannedServer.Handler(CannedServer.Answer($"307 Temporary Redirect\r\nLocation: http://localhost:9/{Token}", ""), heard));

        var outcome = await webhook.PostAsync(new(Webhook, null), WebhookBench.Payload, CancellationToken.None);

        Assert.That((outcome, heard.Count(one => one.Contains("HTTP/1.1", StringComparison.Ordinal))), Is.EqualTo((new AlertOutcome.Rejected("HTTP 307"), 1)));
    }

    [Test]
    public void Not_even_a_sender_that_throws_it()
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerAll(() => throw new InvalidOperationException(AlertBench.Token));

        bench.TellFailure(new DisconnectInfo(DisconnectCause.Dropped, 1006));
        bench.Advance(7200);

        Assert.That(bench.Log.Events.Select(one => $"{one.RenderMessage(CultureInfo.InvariantCulture)} {one.Exception}").Single(), Does.Not.Contain(AlertBench.Token).And.Contain("InvalidOperationException"));
    }

    /// <summary>What a client whose channel always answers so writes to its log.</summary>
    private static IEnumerable<string> Logged(AlertOutcome outcome)
    {
        var bench = AlertBench.Stable();
        bench.Sender.AnswerAll(() => outcome);
        bench.Gateway.Close(4002);
        bench.Advance(7200);
        return bench.Log.Events.Select(one => $"{one.RenderMessage(CultureInfo.InvariantCulture)} {one.Exception} {string.Join(' ', one.Properties)}");
    }

    private static bool Leaks(string text) => text.Contains(Token, StringComparison.OrdinalIgnoreCase);
}
