using System.Globalization;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Cli;

/// <summary>The dialects that are shipped, a row each.</summary>
internal static class DialectList
{
    /// <summary>For people, or as Markdown.</summary>
    public static TextTable Table() => new(
        ["name", "source", "rows", "token", "waits"],
        [
            .. KnownDialects.All.Select(dialect => (string[])
            [
                dialect.Name, dialect.Source, dialect.Rules.Count.ToString(CultureInfo.InvariantCulture), RowWords.PlaceOf(dialect.Token), RowWords.WaitsOf(dialect),
            ]),
        ]);

    /// <summary>An object each.</summary>
    public static IEnumerable<string> Json() => KnownDialects.All.Select(JsonOf);

    private static string JsonOf(CloseDialect dialect) => JsonLine.Of(json =>
    {
        json.WriteString("name", dialect.Name);
        json.WriteString("source", dialect.Source);
        json.WriteNumber("rows", dialect.Rules.Count);
        json.WriteString("fallback", dialect.Fallback?.Name);
        json.WriteString("token", RowWords.PlaceOf(dialect.Token));
        json.WriteString("session", dialect.Session.ToString());
        json.WriteNumber("initialReconnectMs", (long)dialect.InitialReconnectInterval.TotalMilliseconds);
        json.WriteNumber("maxReconnectMs", (long)dialect.MaxReconnectInterval.TotalMilliseconds);
        json.WriteNumber("jitter", dialect.ReconnectJitter);
    });
}
