using System.Globalization;
using TokenSocket.CloseCodes;

namespace TokenSocket.Cli;

/// <summary>Parts of a dialect in words.</summary>
internal static class RowWords
{
    /// <summary>Which ends a row is about, such as <c>HTTP 401</c>, <c>4001</c> or <c>Unreachable</c>.</summary>
    public static string EndOf(CloseRule rule)
    {
        var codes = rule switch
        {
            { Cause: { } cause } when rule.Codes == CodeRange.Any => cause.ToString(),
            { Cause: { } cause } => $"{cause} {rule.Codes}",
            { Codes: { First: 0, Last: 999 } } => "HTTP, any other",
            { Codes.Last: < 1000 } => $"HTTP {rule.Codes}",
            _ => rule.Codes.ToString(),
        };
        return WordsOf(rule) is { } words ? $"{codes} {words}" : codes;
    }

    /// <summary>What the server must say for the row to hold, such as <c>'Unauthorized…'</c>; null where it may say anything.</summary>
    public static string? WordsOf(CloseRule rule) => rule switch
    {
        { ReasonPrefix: null, Mentions: null } => null,
        { Mentions: null } => $"'{rule.ReasonPrefix}…'",
        _ => $"'{rule.ReasonPrefix}…{rule.Mentions}…'",
    };

    /// <summary>Where the token travels.</summary>
    public static string PlaceOf(TokenPlacement place) => place.In switch
    {
        TokenLocation.Header => $"header {place.Name}",
        TokenLocation.Bearer => "Authorization: Bearer",
        TokenLocation.Query => $"query {place.Name}",
        TokenLocation.SubProtocol => $"subprotocol {place.Name}",
        _ => "none",
    };

    /// <summary>How the token's issuer is asked, as the dialect has it.</summary>
    public static string IssuerOf(TokenEndpoint endpoint) =>
        (endpoint.Format == TokenRequestFormat.Json ? "asked with a JSON object" : "asked with a form (RFC 6749)")
        + (endpoint.Scope is { } scope ? $" for the scope '{scope}'" : "")
        + (endpoint.RefreshPath is { } path ? $", for a refresh at {path}" : "")
        + (endpoint.AccessTokenLifetime is { } lifetime ? $"; a token lives {Durations.Show(lifetime)} unless the answer says otherwise" : "");

    /// <summary>What a server wants once a token has been renewed ahead of its end.</summary>
    public static string AgeingOf(AgeingToken wish) => wish switch
    {
        AgeingToken.Reconnect => "a new connection with the fresh token, before the old one's end",
        AgeingToken.InBand => "the fresh token as a message on the connection that is up",
        _ => "nothing: the fresh token is for the next connection",
    };

    /// <summary>The first and the longest wait.</summary>
    public static string WaitsOf(CloseDialect dialect) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Durations.Seconds(dialect.InitialReconnectInterval)} to {Durations.Seconds(dialect.MaxReconnectInterval)}{(dialect.ReconnectJitter > 0 ? $", jitter {dialect.ReconnectJitter}" : "")}");

    /// <summary>The rows that the server's words choose for a code, where they are not the row of the code alone.</summary>
    public static IEnumerable<CloseRule> WordedRowsOf(CloseDialect dialect, int code)
    {
        var plain = dialect.Find(code);
        return ChainOf(dialect)
            .SelectMany(one => one.Rules)
            .Where(rule => rule.Codes.Contains(code) && WordsOf(rule) is not null)
            .Select(rule => dialect.Find(code, rule.ReasonPrefix + rule.Mentions))
            .Where(rule => rule != plain)
            .Distinct();
    }

    /// <summary>The dialect and those it falls back to.</summary>
    public static IEnumerable<CloseDialect> ChainOf(CloseDialect? dialect)
    {
        for (; dialect is not null; dialect = dialect.Fallback)
        {
            yield return dialect;
        }
    }
}
