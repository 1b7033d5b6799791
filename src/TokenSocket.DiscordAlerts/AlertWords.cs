using System.Globalization;
using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.DiscordAlerts;

/// <summary>Every word that alerts say. What a server said is cut and escaped, so that it shows as it is.</summary>
internal static class AlertWords
{
    // So long that no dialect's sentence is cut, so short that the countdown below it always stays.
    private const int LongestSentence = 1_000;

    /// <param name="outage">What happened last.</param>
    /// <param name="attempt">The number of the next attempt.</param>
    /// <param name="at">When it is due; null for at once.</param>
    public static OutageMessage Reconnecting(ToldOutage outage, int attempt, DateTimeOffset? at)
    {
        var (info, rule) = (outage.End.Info, outage.End.Rule);
        var next = at is { } time ? Relative(time) : "at once";
        return new(
            AlertTone.None,
            "Reconnecting",
            Lines(
                Sentence(rule.Message),
                $"Cause: {Cause(info.Cause)}, {Code(info.Code ?? info.HttpStatus)}{Name(rule)}",
                FormattableString.Invariant($"Attempt {attempt}, next try: {next}")),
            [.. Field("Reason", info.Reason), .. Handshake(info)]);
    }

    /// <param name="since">When the connection opened.</param>
    public static OutageMessage Connected(DateTimeOffset since) =>
        new(AlertTone.Success, "Connected", $"The connection is up since {Time(since)}.");

    /// <param name="since">When the connection opened.</param>
    /// <param name="length">From the first failure to then.</param>
    /// <param name="attempts">How many it took, the good one included.</param>
    public static OutageMessage Connected(DateTimeOffset since, TimeSpan length, int attempts) => new(
        AlertTone.Success,
        "Connected",
        Lines($"The connection is up since {Time(since)}.", $"The outage lasted {Length(length)}; {Took(attempts)}"));

    /// <summary>The same message with another number of attempts.</summary>
    public static OutageMessage Recount(OutageMessage connected, int told, int attempts) =>
        connected with { Description = connected.Description.Replace(Took(told), Took(attempts), StringComparison.Ordinal) };

    /// <summary>What becomes of an outage's message when the client no longer tries.</summary>
    public static OutageMessage Stopped(StopReason reason, TimeSpan length) => new(
        AlertTone.None,
        "Stopped",
        Lines(
            reason.Kind == StopKind.Requested ? "The client was stopped during an outage." : $"The client has stopped for good: {Name(reason.Rule)}.",
            $"The outage had lasted {Length(length)}."));

    /// <summary>A person must act.</summary>
    public static OutageMessage StoppedForGood(StopReason reason) => new(
        AlertTone.Error,
        Name(reason.Rule),
        Lines(
            Sentence(reason.Message),
            $"**What to do:** {DiscordLimits.Cut(reason.Resolution, LongestSentence)}",
            reason.Code is { } code ? FormattableString.Invariant($"Code: {code}") : null),
        [.. reason.Info is { } info ? Handshake(info) : []]);

    /// <summary>A time that Discord itself counts down to. Rounded up, so that the countdown never ends early.</summary>
    internal static string Relative(DateTimeOffset time) => FormattableString.Invariant($"<t:{RoundedUp(time)}:R>");

    private static string Time(DateTimeOffset time) => FormattableString.Invariant($"<t:{time.ToUnixTimeSeconds()}:f>");

    private static long RoundedUp(DateTimeOffset time) => time.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds();

    /// <summary>The length in days, hours, minutes and seconds, without the zeros.</summary>
    internal static string Length(TimeSpan length)
    {
        var parts = new (int Number, string Unit)[] { (length.Days, "d"), (length.Hours, "h"), (length.Minutes, "min"), (length.Seconds, "s") };
        var shown = parts.Where(static part => part.Number > 0).Select(static part => FormattableString.Invariant($"{part.Number} {part.Unit}")).ToArray();
        return shown.Length == 0 ? "less than a second" : string.Join(' ', shown);
    }

    private static string Took(int attempts) => attempts == 1 ? "it took 1 attempt." : FormattableString.Invariant($"it took {attempts} attempts.");

    private static string Code(int? code) => code is { } number ? FormattableString.Invariant($"code {number} ") : "";

    // A sentence may quote a server, such as a token provider's that tells an issuer's answer.
    private static string Sentence(string text) => Markdown.Escape(text, LongestSentence);

    private static string Name(CloseRule rule) => Markdown.Escape(rule.Name);

    /// <summary>The cause in words: <c>HeartbeatLost</c> is "heartbeat lost".</summary>
    private static string Cause(DisconnectCause cause)
    {
        var words = new StringBuilder();
        foreach (var c in cause.ToString())
        {
            words.Append(char.IsUpper(c) && words.Length > 0 ? " " : "").Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }

    private static IEnumerable<WebhookField> Handshake(DisconnectInfo info)
    {
        if (info.HttpStatus is not { } status)
        {
            return [];
        }

        var wait = info.RetryAfter is { } asked ? $", Retry-After {Length(asked)}" : "";
        var answer = string.Create(CultureInfo.InvariantCulture, $"HTTP {status} {Markdown.Escape(info.StatusText)}").TrimEnd();
        return [new("Handshake", $"{answer}{wait}"), .. Field("Body", info.Body)];
    }

    // In quotes, so that no line begins with the server's words and none is blank, which Discord refuses.
    private static IEnumerable<WebhookField> Field(string name, string? text) =>
        Markdown.Escape(text) is { } shown && !string.IsNullOrWhiteSpace(shown) ? [new(name, $"“{shown}”")] : [];

    private static string Lines(params IEnumerable<string?> lines) => string.Join('\n', lines.OfType<string>());
}
