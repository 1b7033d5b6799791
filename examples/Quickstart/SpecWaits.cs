namespace Quickstart;

/// <summary>The nth wait in a row, as the README gives it: <c>min(initial × 2^(n−1), max)</c>.</summary>
internal sealed record SpecWaits(TimeSpan Initial, TimeSpan Max)
{
    /// <summary>What a client waits that was told nothing about intervals.</summary>
    public static readonly SpecWaits Default = new(TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(120));

    public TimeSpan Wait(int n)
    {
        var wait = Initial * Math.Pow(2, n - 1);
        return wait < Max ? wait : Max;
    }
}
