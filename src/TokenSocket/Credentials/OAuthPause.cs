using TokenSocket.Reconnecting;

namespace TokenSocket.Credentials;

/// <summary>The time for which an issuer that failed is left in peace.</summary>
/// <param name="Since">When it failed.</param>
/// <param name="Asked">How long it asked for; nothing holds a client off for longer that has no token.</param>
/// <param name="Length">How long it is spared where a token is at hand.</param>
/// <param name="Sentence">How it failed.</param>
internal sealed record OAuthPause(OAuthMoment Since, TimeSpan Asked, TimeSpan Length, string Sentence)
{
    private static readonly BackoffSchedule Schedule = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));

    /// <summary>The pause after the nth failure in a row: 5, 10, 20, 40, 60 s, or as long as the issuer asked for.</summary>
    public static OAuthPause After(int failures, OAuthOutcome.Refused refused, OAuthMoment now)
    {
        var (asked, own) = (refused.RetryAfter ?? TimeSpan.Zero, Schedule.Wait(failures));
        return new(now, asked, asked > own ? asked : own, refused.Sentence);
    }

    /// <summary>What is left of it; nothing, or less, where it is over.</summary>
    public TimeSpan Left(OAuthMoment now, bool hasToken) => (hasToken ? Length : Asked) - now.Since(Since);
}
