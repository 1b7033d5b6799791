namespace TokenSocket.Machine;

/// <summary>The next token, which is asked for while the connection is up.</summary>
/// <param name="IsUnderWay">Whether the provider is being asked; else its timer runs.</param>
/// <param name="Failures">Answers in a row without another token, up to <see cref="MostFailures"/>.</param>
internal sealed record Renewal(bool IsUnderWay = false, int Failures = 0)
{
    /// <summary>By then a wait that doubles has reached its maximum, or is longer than any token lives.</summary>
    public const int MostFailures = 8;

    /// <summary>The timer runs for the first time, or after a token that came.</summary>
    public static readonly Renewal Ahead = new();

    /// <summary>One more answer without another token.</summary>
    public Renewal AfterFailure() => new(Failures: Math.Min(Failures + 1, MostFailures));
}
