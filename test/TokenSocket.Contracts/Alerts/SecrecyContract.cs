using TokenSocket.DiscordAlerts;
using TokenSocket.Testing;

namespace TokenSocket.Contracts.Alerts;

/// <summary>The webhook's token goes to its server and nowhere else.</summary>
/// <remarks>What it listens to is the whole process's.</remarks>
[NonParallelizable]
internal abstract class SecrecyContract(Func<TimeProvider, HttpMessageHandler, IAlertSender> make) : AlertSenderContract(make)
{
    protected const string Token = "zebra-crossing-4711";
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
        var sender = Make(TimeProvider.System, CannedServer.Handler(CannedServer.Answer(status, body), heard));
        using var end = sender as IDisposable;
        var address = new WebhookAddress(Webhook, 7);
        var options = new DiscordAlertOptions { WebhookUrl = Webhook };
        var left = new List<string> { $"{address}", $"{options}" };

        AlertOutcome[] outcomes =
        [
            await sender.PostAsync(address, WebhookBench.Payload, CancellationToken.None),
            await sender.EditAsync(address, 42, WebhookBench.Payload, CancellationToken.None),
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
        var sender = Make(new VirtualTime(), CannedServer.Handler(CannedServer.Answer("200 OK", "{}")));
        using var end = sender as IDisposable;

        await sender.PostAsync(new(Webhook, null), WebhookBench.Payload, CancellationToken.None);

        Assert.That(runtime.Activities.Where(one => one.Contains("/api/", StringComparison.Ordinal) || one.Contains("url.full", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task No_redirect_is_followed()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var heard = new List<string>();
        var sender = Make(
            new VirtualTime(), CannedServer.Handler(CannedServer.Answer($"307 Temporary Redirect\r\nLocation: http://localhost:9/{Token}", ""), heard));
        using var end = sender as IDisposable;

        var outcome = await sender.PostAsync(new(Webhook, null), WebhookBench.Payload, CancellationToken.None);

        Assert.That((outcome, heard.Count(one => one.Contains("HTTP/1.1", StringComparison.Ordinal))), Is.EqualTo((new AlertOutcome.Rejected("HTTP 307"), 1)));
    }

    [Test]
    public async Task No_request_claims_to_be_authorized_or_carries_a_cookie()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var heard = new List<string>();
        var sender = Make(new VirtualTime(), CannedServer.Handler(CannedServer.Answer("200 OK\r\nSet-Cookie: a=b", "{}"), heard));
        using var end = sender as IDisposable;

        await sender.PostAsync(new(Webhook, null), WebhookBench.Payload, CancellationToken.None);
        await sender.EditAsync(new(Webhook, null), 42, WebhookBench.Payload, CancellationToken.None);

        Assert.That(heard, Has.Some.Contains("\nUser-Agent:").And.None.Contains("\nAuthorization:").IgnoreCase.And.None.Contains("\nCookie:").IgnoreCase);
    }

    /// <summary>What a client whose channel always answers so writes to its log; nothing, where that is tested with another sender.</summary>
    protected virtual IEnumerable<string> Logged(AlertOutcome outcome) => [];

    private static bool Leaks(string text) => text.Contains(Token, StringComparison.OrdinalIgnoreCase);
}
