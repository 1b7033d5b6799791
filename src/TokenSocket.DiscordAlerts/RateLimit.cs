using System.Globalization;
using TokenSocket.Reconnecting;

namespace TokenSocket.DiscordAlerts;

/// <summary>When the next request may go, from what an answer says. Pure.</summary>
/// <remarks>discord.com/developers/docs/topics/rate-limits.</remarks>
/// <param name="Wait">How long from now, at most one hour.</param>
/// <param name="IsGlobal">Whether it holds for every webhook.</param>
internal readonly record struct RateLimit(TimeSpan Wait, bool IsGlobal)
{
    /// <summary>Where a 429 says nothing at all: an edge that is out of patience.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(30);

    /// <summary>What a 429 asks for: its body knows best, then its headers; answers from the edge have no JSON.</summary>
    /// <param name="body">The answer's JSON, if it has any.</param>
    /// <param name="header">The answer's headers by name; null where there is none.</param>
    /// <param name="now">To which an HTTP date is compared.</param>
    public static RateLimit OfRefusal(WebhookAnswer body, Func<string, string?> header, DateTimeOffset now)
    {
        var wait = body.RetryAfter is { } seconds ? Seconds(seconds) : null;
        var isGlobal = body.IsGlobal
            || header("X-RateLimit-Scope") == "global"
            || string.Equals(header("X-RateLimit-Global"), "true", StringComparison.OrdinalIgnoreCase);
        return new(wait ?? Header(header, now) ?? ResetAfter(header) ?? Default, isGlobal);
    }

    /// <summary>What any answer asks for: nothing, unless it spent the last request of its window.</summary>
    public static TimeSpan AfterAnswer(Func<string, string?> header) =>
        header("X-RateLimit-Remaining")?.Trim() == "0" ? ResetAfter(header) ?? TimeSpan.Zero : TimeSpan.Zero;

    /// <summary>The <c>Retry-After</c> header: seconds, with a fraction too, or an HTTP date.</summary>
    public static TimeSpan? Header(Func<string, string?> header, DateTimeOffset now) =>
        header("Retry-After") is { } value ? Decimal(value) ?? RetryAfter.Read(value, now) : null;

    private static TimeSpan? ResetAfter(Func<string, string?> header) => Decimal(header("X-RateLimit-Reset-After"));

    private static TimeSpan? Decimal(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds)
            ? Seconds(seconds)
            : null;

    // Rounded up: a request that comes a hair too early counts against the client.
    private static TimeSpan? Seconds(double seconds) =>
        !(seconds >= 0) ? null
        : seconds >= RetryAfter.Longest.TotalSeconds ? RetryAfter.Longest
        : TimeSpan.FromMilliseconds(Math.Ceiling(Math.Round(seconds * 1000, 6)));
}
