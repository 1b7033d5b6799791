using TokenSocket.CloseCodes;

namespace TokenSocket.Cli;

/// <summary>All that a dialect says: its own rows, then those that it falls back to and that can still be reached.</summary>
/// <param name="dialect">The dialect.</param>
internal sealed class DialectSheet(CloseDialect dialect)
{
    private static readonly string[] Columns = ["end", "name", "verdict", "at least", "message", "what to do"];

    private bool TakesToken => dialect.Token.In != TokenLocation.None || dialect.TokenMessage is not null;

    /// <summary>For people.</summary>
    /// <param name="width">The terminal's; null for a file or a pipe.</param>
    public IEnumerable<string> Lines(int? width)
    {
        foreach (var line in Head())
        {
            yield return line;
        }

        foreach (var (one, rules) in Parts())
        {
            yield return "";
            if (one != dialect)
            {
                yield return $"Otherwise, as {one.Name}:";
            }

            foreach (var line in TableOf(rules).Lines(width))
            {
                yield return line;
            }
        }
    }

    /// <summary>One table in Markdown.</summary>
    public IEnumerable<string> Markdown() => TableOf([.. Parts().SelectMany(part => part.Rules)]).Markdown();

    /// <summary>An object for each row, those of the fallback under its name.</summary>
    public IEnumerable<string> Json() =>
        Parts().SelectMany(part => part.Rules.Select(rule => JsonOf(part.Dialect, rule)));

    private IEnumerable<string> Head() =>
    [
        dialect.Name,
        $"  source   {dialect.Source}",
        $"  token    {RowWords.PlaceOf(dialect.Token)}",
        .. TakesToken ? [$"  issuer   {RowWords.IssuerOf(dialect.TokenEndpoint)}", $"  ageing   {RowWords.AgeingOf(dialect.AgeingToken)}"] : Array.Empty<string>(),
        $"  waits    {RowWords.WaitsOf(dialect)}",
        $"  session  {dialect.Session}",
        .. dialect.Greeting is { } greeting ? [$"  emits    {greeting.Event} with {greeting.Header}"] : Array.Empty<string>(),
        .. dialect.Query.Select(parameter => $"  query    {parameter.Name}={parameter.Value}"),
        .. dialect.Discovery is { } discovery ? [$"  asks     {discovery.Path}?{discovery.Parameter}= ahead of the first dial, where Discovery is on"] : Array.Empty<string>(),
        .. dialect.RequiredHeaders.Select(header => $"  needs    header {header}"),
        .. dialect.RedirectHosts.Select(host => $"  trusts   {host}"),
    ];

    private IEnumerable<(CloseDialect Dialect, CloseRule[] Rules)> Parts()
    {
        var above = new List<CloseRule>();
        foreach (var one in RowWords.ChainOf(dialect))
        {
            CloseRule[] rules = [.. one.Rules.Where(rule => !above.Exists(upper => Hides(upper, rule)))];
            above.AddRange(one.Rules);
            if (rules.Length > 0)
            {
                yield return (one, rules);
            }
        }
    }

    private static bool Hides(CloseRule upper, CloseRule lower) =>
        upper is { ReasonPrefix: null, Mentions: null }
        && (upper.Cause is null || upper.Cause == lower.Cause)
        && upper.Codes.First <= lower.Codes.First
        && upper.Codes.Last >= lower.Codes.Last;

    private static TextTable TableOf(CloseRule[] rules) => new(
        Columns,
        [
            .. rules.Select(rule => (string[])
            [
                RowWords.EndOf(rule), rule.Name, rule.Verdict.ToString(), rule.AtLeast > TimeSpan.Zero ? Durations.Seconds(rule.AtLeast) : "", rule.Message, rule.Resolution,
            ]),
        ]);

    private static string JsonOf(CloseDialect dialect, CloseRule rule) => JsonLine.Of(json =>
    {
        json.WriteString("dialect", dialect.Name);
        json.WriteNumber("first", rule.Codes.First);
        json.WriteNumber("last", rule.Codes.Last);
        json.WriteString("cause", rule.Cause?.ToString());
        json.WriteString("reasonPrefix", rule.ReasonPrefix);
        json.WriteString("mentions", rule.Mentions);
        json.WriteString("name", rule.Name);
        json.WriteString("meaning", rule.Meaning.ToString());
        json.WriteString("verdict", rule.Verdict.ToString());
        json.WriteNumber("atLeastMs", (long)rule.AtLeast.TotalMilliseconds);
        json.WriteString("message", rule.Message);
        json.WriteString("resolution", rule.Resolution);
        json.WriteString("source", rule.Source ?? dialect.Source);
    });
}
