using System.Globalization;
using TokenSocket.CloseCodes;
using TokenSocket.Reconnecting;

namespace TokenSocket.Cli;

/// <summary>A row of a dialect in words.</summary>
/// <param name="Dialect">The dialect.</param>
/// <param name="Code">The code that was asked about; the row may be about more.</param>
/// <param name="Rule">The row.</param>
/// <param name="Wait">How long the client waits.</param>
/// <param name="Source">The document that states the row.</param>
internal sealed record Explanation(CloseDialect Dialect, int Code, CloseRule Rule, string Wait, string Source)
{
    private const string None = "none";

    /// <summary>What the dialect says of a code.</summary>
    /// <param name="dialect">The dialect.</param>
    /// <param name="code">A close code or an HTTP status.</param>
    /// <param name="reason">What the server says beside it; null for nothing.</param>
    public static Explanation Of(CloseDialect dialect, int code, string? reason = null)
    {
        var rule = dialect.Find(code, reason);
        return new Explanation(dialect, code, rule, WaitOf(dialect, rule), rule.Source ?? SourceOf(dialect, rule));
    }

    /// <summary>On lines of their own: name, meaning, message, verdict, wait, what to do, source; and what the server's words would change.</summary>
    public IEnumerable<string> ToLines() =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{Code} {Rule.Name}"),
        $"  meaning     {Rule.Meaning}",
        $"  message     {Rule.Message}",
        $"  verdict     {Rule.Verdict}: {WordsOf(Rule.Verdict)}",
        $"  wait        {Wait}",
        $"  what to do  {Rule.Resolution}",
        $"  source      {Source}",
        .. RowWords.WordedRowsOf(Dialect, Code).Where(row => row != Rule).Select(row => $"  if it says  {RowWords.WordsOf(row)}: {row.Name}, {row.Verdict}: {row.Message}"),
    ];

    /// <summary>One object on one line.</summary>
    public string ToJson() => JsonLine.Of(json =>
    {
        json.WriteString("dialect", Dialect.Name);
        json.WriteNumber("code", Code);
        json.WriteString("name", Rule.Name);
        json.WriteString("meaning", Rule.Meaning.ToString());
        json.WriteString("message", Rule.Message);
        json.WriteString("verdict", Rule.Verdict.ToString());
        json.WriteString("wait", Wait);
        json.WriteString("resolution", Rule.Resolution);
        json.WriteString("source", Source);
    });

    private static string WaitOf(CloseDialect dialect, CloseRule rule)
    {
        var schedule = ScheduleOf(dialect);
        return rule switch
        {
            { Meaning: CloseMeaning.DuplicateConnection, Verdict: ReconnectVerdict.Never } =>
                $"{None}; ReconnectOnDuplicateConnection turns it into AfterBackoff: {schedule}",
            { Verdict: ReconnectVerdict.Never } => None,
            { Verdict: ReconnectVerdict.WithFreshToken } => $"{None}, with another token; without one it stops",
            { Verdict: ReconnectVerdict.Immediately } => $"{None}, but only once in a row; then {schedule}",
            { Verdict: ReconnectVerdict.AtNewAddress } => $"{None}, where the address is safe; else {schedule}",
            { AtLeast: var least } when least > TimeSpan.Zero => $"{schedule}; at least {Durations.Seconds(least)}",
            _ => schedule,
        };
    }

    // The waits up to the longest one, and that once more: from there on they are all alike.
    private static string ScheduleOf(CloseDialect dialect)
    {
        var backoff = new BackoffSchedule(dialect.InitialReconnectInterval, dialect.MaxReconnectInterval);
        var waits = Enumerable.Range(1, 64).Select(n => backoff.Wait(n)).ToList();
        var longest = waits.IndexOf(waits[^1]);
        return $"{string.Join(", ", waits.Take(longest + 1).Select(Durations.Seconds))}, then {Durations.Seconds(waits[longest])}";
    }

    private static string SourceOf(CloseDialect dialect, CloseRule rule) =>
        dialect.Fallback is not { } fallback || dialect.Rules.Contains(rule) ? dialect.Source : SourceOf(fallback, rule);

    /// <summary>What a client does, as a sentence.</summary>
    public static string WordsOf(ReconnectVerdict verdict) => verdict switch
    {
        ReconnectVerdict.Never => "it stops; a person must act.",
        ReconnectVerdict.AfterBackoff => "it waits and dials again.",
        ReconnectVerdict.Immediately => "it dials again at once.",
        ReconnectVerdict.WithFreshToken => "it asks for another token and dials again at once.",
        _ => "it goes to the address that the server names.",
    };
}
