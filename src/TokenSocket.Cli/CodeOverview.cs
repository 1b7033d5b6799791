using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Cli;

/// <summary>What a code means everywhere: dialects with the same row stand together, and those that merely fall back to the base are the others.</summary>
internal static class CodeOverview
{
    private static readonly CloseDialect Base = KnownDialects.Rfc6455;

    /// <summary>The table; the others come last.</summary>
    /// <param name="code">A close code or an HTTP status.</param>
    /// <param name="reason">What the server says; null for whatever it may say.</param>
    public static TextTable Of(int code, string? reason) => new(
        ["dialect", "name", "verdict", "message", "what to do"],
        [
            .. KnownDialects.All
                .SelectMany(dialect => RowsOf(dialect, code, reason).Select(rule => (Dialect: dialect, Rule: rule)))
                .GroupBy(row => row.Rule, row => row.Dialect)
                .OrderBy(group => group.Contains(Base))
                .Select(group => (string[])[NameOf([.. group], group.Key, reason), group.Key.Name, group.Key.Verdict.ToString(), group.Key.Message, group.Key.Resolution]),
        ]);

    private static IEnumerable<CloseRule> RowsOf(CloseDialect dialect, int code, string? reason) =>
        reason is null ? RowWords.WordedRowsOf(dialect, code).Prepend(dialect.Find(code)) : [dialect.Find(code, reason)];

    private static string NameOf(CloseDialect[] dialects, CloseRule rule, string? reason)
    {
        var names = dialects.Length == KnownDialects.All.Count ? "every dialect"
            : dialects.Length > 1 && dialects.Contains(Base) ? "all others"
            : string.Join(", ", dialects.Select(dialect => dialect.Name));
        return reason is null && RowWords.WordsOf(rule) is { } words ? $"{names} {words}" : names;
    }
}
