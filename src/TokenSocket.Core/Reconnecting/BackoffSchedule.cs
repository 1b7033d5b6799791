namespace TokenSocket.Reconnecting;

/// <summary>Capped exponential backoff: the nth wait in a row is <c>min(initial × 2^(n−1), max)</c>, plus jitter.</summary>
/// <remarks>
/// Unlike the "full jitter" of the AWS Builders' Library, chance never shortens a wait below the first interval:
/// below the maximum it only adds, at the maximum it only takes away.
/// </remarks>
/// <param name="Initial">The first wait; cut to <paramref name="Max"/>.</param>
/// <param name="Max">The longest wait.</param>
/// <param name="Jitter">From 0 (none) to 1.</param>
public readonly record struct BackoffSchedule(TimeSpan Initial, TimeSpan Max, double Jitter = 0)
{
    /// <summary>The nth wait in a row.</summary>
    /// <param name="n">1 for the first wait of a row of failures.</param>
    /// <param name="dice">Chance, from 0 up to but not including 1.</param>
    /// <returns>Never less than the first interval, never more than the maximum.</returns>
    public TimeSpan Wait(int n, double dice = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var initial = Initial < Max ? Initial : Max;
        var max = (double)Max.Ticks;
        // 2^63 ticks are longer than any TimeSpan; much higher a power is infinite, and zero times infinity is no number.
        var wait = Math.Min(initial.Ticks * Math.Pow(2, Math.Min(n - 1, 63)), max);
        var jittered = wait < max
            ? Math.Min(wait * (1 + (Jitter * dice)), max)
            : Math.Max(initial.Ticks, max / (1 + (Jitter * dice)));
        return TimeSpan.FromTicks((long)jittered);
    }
}
