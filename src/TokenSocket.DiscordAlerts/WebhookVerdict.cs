using TokenSocket.CloseCodes;

namespace TokenSocket.DiscordAlerts;

/// <summary>Reads an outcome from an answer. Pure.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="body">What the body says.</param>
/// <param name="header">The headers by name; null where there is none.</param>
/// <param name="secret">What must be hidden in the server's words.</param>
internal sealed class WebhookVerdict(int status, WebhookAnswer body, Func<string, string?> header, string secret)
{
    // The codes of discord.com/developers/docs/topics/opcodes-and-status-codes#json.
    private const int UnknownMessage = 10008;
    private const int UnknownWebhook = 10015;
    private const int WriteRateLimited = 20028;
    private const int EditedTooOften = 30046;
    private const int ServiceRateLimited = 40062;
    private const int InvalidWebhookToken = 50027;
    private const int Overloaded = 130000;

    /// <param name="isEdit">Whether a message was to be edited.</param>
    /// <param name="now">To which an HTTP date is compared.</param>
    public AlertOutcome Of(bool isEdit, DateTimeOffset now)
    {
        var outcome = Outcome(isEdit, now);
        var pause = RateLimit.AfterAnswer(header);
        return pause > outcome.Pause ? outcome with { Pause = pause } : outcome;
    }

    private AlertOutcome Outcome(bool isEdit, DateTimeOffset now) => (status, body.Code) switch
    {
        ( >= 200 and < 300, _) => new AlertOutcome.Sent(body.Id),
        (_, InvalidWebhookToken) or (401, _) => new AlertOutcome.WebhookGone(Why),
        (429, EditedTooOften) when isEdit => new AlertOutcome.MessageGone(),
        (429, _) => Limited(now),
        (_, ServiceRateLimited or WriteRateLimited or Overloaded) or (408, _) or ( >= 500, _) => Later(now),
        (404, UnknownMessage) when isEdit => new AlertOutcome.MessageGone(),
        // Without a code nobody knows the address at all: neither Discord nor what stands before it.
        (404, UnknownWebhook or 0 or null) => new AlertOutcome.WebhookGone(Why),
        // A firewall on the way forbids for a while; Discord itself means this message.
        (403, _) when !body.IsJson => Later(now),
        _ => new AlertOutcome.Rejected(Why),
    };

    private AlertOutcome.RateLimited Limited(DateTimeOffset now)
    {
        var limit = RateLimit.OfRefusal(body, header, now);
        return new(limit.IsGlobal) { Pause = limit.Wait };
    }

    private AlertOutcome.TryLater Later(DateTimeOffset now) =>
        new(Why) { Pause = RateLimit.Header(header, now) ?? TimeSpan.Zero };

    // Cleaned before the secret is looked for, so that what is stripped cannot hide it; cut after, so that no half of it stays.
    private string Why => string.Join(' ', new[]
    {
        FormattableString.Invariant($"HTTP {status}"),
        body.Code is { } code ? FormattableString.Invariant($"code {code}") : null,
        ServerText.Clean(ServerText.Clean(body.Message, int.MaxValue)?.Replace(secret, "***", StringComparison.OrdinalIgnoreCase)),
    }.Where(static part => !string.IsNullOrEmpty(part)));
}
