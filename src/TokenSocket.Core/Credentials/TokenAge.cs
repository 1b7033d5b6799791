namespace TokenSocket.Credentials;

/// <summary>When a token is old enough to ask for the next.</summary>
public static class TokenAge
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    /// <summary>80 % of the lifetime, or 2 minutes before its end, whichever is later; nothing of a lifetime that is over.</summary>
    public static TimeSpan RefreshAfter(TimeSpan lifetime)
    {
        if (lifetime <= TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var (share, margin) = (lifetime * 0.8, lifetime - Margin);
        return share > margin ? share : margin;
    }
}
