using TokenSocket.Core.Tests.Fuzz;
using TokenSocket.Reconnecting;

namespace TokenSocket.DiscordAlerts.Tests.Fuzz;

/// <summary>
/// The readers of Discord's answers, given what Discord should not say. An ordinary run takes a slice; a million of each:
/// <c>FUZZ_INPUTS=1000000 dotnet test --filter TestCategory=Fuzz</c>.
/// </summary>
[Category("Fuzz")]
public sealed class DiscordFuzzTests
{
    private const string Secret = "w3bh00k-s3cr3t";

    private static readonly string[] Bodies =
    [
        """{ "id": "1234567890", "type": 0, "content": "x" }""",
        """{ "message": "You are being rate limited.", "retry_after": 64.57, "global": false, "code": 20028 }""",
        """{ "message": "Unknown Webhook w3bh00k-s3cr3t", "code": 10015 }""",
        """{ "message": "Invalid Form Body", "code": 50035, "errors": { "embeds": { "0": { "title": { "_errors": [ { "code": "X", "message": "Y" } ] } } } } }""",
        "<html><title>429 Too Many Requests</title></html>", "[]", "null", "",
    ];

    private static readonly string[] Headers = ["0", "1", "64.57", "3600", "1e5", "-1", "NaN", "global", "user", "true", "Wed, 21 Oct 2026 07:28:00 GMT", ""];

    private static readonly int[] Statuses = [200, 204, 299, 301, 400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 599];

    private static readonly string[] Urls =
    [
        "https://discord.com/api/webhooks/1/t0k3n-of-it?thread_id=2&wait=true", "https://discord.com/api/v10/webhooks/1/t0k3n-of-it", "http://127.0.0.1:5000/api/webhooks/1/t0k3n-of-it", "https://h/", "x",
    ];

    [Test]
    public void Every_answer_has_an_outcome() => FuzzRun.Run("answers", 40_000, static input =>
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in new[] { "Retry-After", "X-RateLimit-Remaining", "X-RateLimit-Reset-After", "X-RateLimit-Scope", "X-RateLimit-Global" })
        {
            if (input.OneIn(2))
            {
                headers[name] = input.Text(Headers);
            }
        }

        var verdict = new WebhookVerdict(input.Pick(Statuses), WebhookAnswer.Read(input.Utf8(Bodies)), headers.GetValueOrDefault, Secret);
        var outcome = verdict.Of(isEdit: input.OneIn(2), new DateTimeOffset(2026, 10, 21, 7, 0, 0, TimeSpan.Zero));

        FuzzRun.Must(outcome.Pause >= TimeSpan.Zero && outcome.Pause <= RetryAfter.Longest, $"A pause of {outcome.Pause}.");
        FuzzRun.MustBeFit(outcome.ToString(), Secret);
    });

    [Test]
    public void An_address_is_refused_or_keeps_its_secret() => FuzzRun.Run("addresses of webhooks", 30_000, static input =>
    {
        // A host is shown, whatever it is; so it is not to be the secret.
        if (!Uri.TryCreate(input.Text(Urls), UriKind.RelativeOrAbsolute, out var url) || (url.IsAbsoluteUri && url.Host.Contains("t0k", StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        var faults = DiscordOptionsCheck.FaultsOf(new DiscordAlertOptions { WebhookUrl = url }).ToArray();
        foreach (var (_, sentence) in faults)
        {
            FuzzRun.MustBeFit(sentence, "t0k3n-of-it");
        }

        if (faults.Length == 0)
        {
            var address = new WebhookAddress(url, input.OneIn(2) ? null : 7);
            FuzzRun.MustBeFit(address.ToString(), address.Token.Contains("t0k", StringComparison.Ordinal) ? address.Token : "t0k3n-of-it");
            FuzzRun.Must(Server(address.ForPost()) == Server(new Uri(Server(url))) && address.ForEdit(5).AbsolutePath.EndsWith("/messages/5", StringComparison.Ordinal), $"{Server(url)} became {address.ForPost()} and {address.ForEdit(5)}.");
        }
    });

    // Read twice: a name or a number may have several forms, of which the last one is dialled.
    private static string Server(Uri url) => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
