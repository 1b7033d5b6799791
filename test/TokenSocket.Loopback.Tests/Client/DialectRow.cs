using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Loopback.Tests.Client;

/// <summary>One row of a dialect, its own or of a table that it falls back to, with one of the row's numbers.</summary>
public sealed record DialectRow(CloseDialect Dialect, CloseRule Row, int Number)
{
    private const int HighestStatus = 599;

    /// <summary>Each row that a server speaks, with its first, its last and a middle number of those that no other row takes from it.</summary>
    public static IEnumerable<DialectRow> All =>
        from dialect in KnownDialects.All
        from row in RowsOf(dialect).Distinct()
        where IsSpoken(row)
        let numbers = Numbers().Where(number => row.Codes.Contains(number) && dialect.Find(EndOf(row, number)) == row).ToList()
        from number in new[] { numbers.FirstOrDefault(), numbers.ElementAtOrDefault(numbers.Count / 2), numbers.LastOrDefault() }.Distinct()
        where number > 0
        select new DialectRow(dialect, row, number);

    /// <summary>What the server says with it.</summary>
    public static string WordsOf(CloseRule row) => (row.ReasonPrefix, row.Mentions) switch
    {
        (null, null) => row.Message,
        ("{", var mention) => $"{{{mention}}}",
        var (prefix, mention) => prefix + mention,
    };

    /// <summary>Whether it is about the answer to a handshake.</summary>
    public bool IsRefusal => Number <= HighestStatus;

    public override string ToString() => $"{Dialect.Name}, {Number} {Row.Name}{(Row.ReasonPrefix, Row.Mentions) switch
    {
        (null, null) => "",
        var (prefix, mention) => $", \"{prefix}{mention}\"",
    }}";

    public static bool IsSpoken(CloseRule row) => row.Cause is null;

    private static IEnumerable<CloseRule> RowsOf(CloseDialect dialect) => dialect.Fallback is { } fallback ? dialect.Rules.Concat(RowsOf(fallback)) : dialect.Rules;

    private static IEnumerable<int> Numbers() => [.. Enumerable.Range(200, 400), .. Enumerable.Range(1000, 4000)];

    private static DisconnectInfo EndOf(CloseRule row, int number) => number <= HighestStatus
        ? new DisconnectInfo(DisconnectCause.Refused, HttpStatus: number, Body: WordsOf(row))
        : new DisconnectInfo(DisconnectCause.Closed, number, WordsOf(row));
}
