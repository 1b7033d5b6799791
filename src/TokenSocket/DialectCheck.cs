using TokenSocket.CloseCodes;

namespace TokenSocket;

/// <summary>Finds out whether a dialect of one's own decides about everything, before an end comes that it has no row for.</summary>
internal static class DialectCheck
{
    /// <summary>Whether rows that ask for no words of the server cover every number for every cause, in the dialect and those it falls back to.</summary>
    public static bool HasRowForEveryEnd(this CloseDialect dialect)
    {
        var rules = RulesOf(dialect).Where(static rule => rule is { ReasonPrefix: null, Mentions: null }).OrderBy(static rule => rule.Codes.First).ToArray();
        return Enum.GetValues<DisconnectCause>().All(cause => Covers(rules.Where(rule => rule.Cause is null || rule.Cause == cause)));
    }

    private static IEnumerable<CloseRule> RulesOf(CloseDialect? dialect)
    {
        for (; dialect is not null; dialect = dialect.Fallback)
        {
            foreach (var rule in dialect.Rules)
            {
                yield return rule;
            }
        }
    }

    private static bool Covers(IEnumerable<CloseRule> sorted)
    {
        var next = CodeRange.Any.First;
        foreach (var rule in sorted.TakeWhile(rule => rule.Codes.First <= next))
        {
            next = Math.Max(next, rule.Codes.Last + 1);
        }

        return next > CodeRange.Any.Last;
    }
}
