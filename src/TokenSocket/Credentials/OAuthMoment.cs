namespace TokenSocket.Credentials;

/// <summary>A point in time on two clocks. One stands still while the machine sleeps, the other can be set; the larger span counts.</summary>
/// <param name="Uptime">The monotonic clock.</param>
/// <param name="TimeOfDay">The clock on the wall.</param>
internal readonly record struct OAuthMoment(TimeSpan Uptime, DateTimeOffset TimeOfDay)
{
    public static OAuthMoment Of(TimeProvider time) => new(time.GetElapsedTime(0), time.GetUtcNow());

    /// <summary>How long ago the other moment was: too long where a clock was set, which makes a token early, never late.</summary>
    public TimeSpan Since(OAuthMoment earlier)
    {
        var (up, day) = (Uptime - earlier.Uptime, TimeOfDay - earlier.TimeOfDay);
        return up > day ? up : day;
    }
}
