namespace TokenSocket.Credentials;

/// <summary>An access token and its age. Its lifetime counts from when it was asked for, so that the way back never makes it too long.</summary>
/// <param name="Token">The token.</param>
/// <param name="AskedAt">When the request for it was sent.</param>
/// <param name="Lifetime">How long it lives; null where nobody said.</param>
internal sealed record OAuthAccess(AccessToken Token, OAuthMoment AskedAt, TimeSpan? Lifetime)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    /// <summary>Whether it lives, and long enough to arrive at a server.</summary>
    public bool IsUsable(OAuthMoment now) => Lifetime is not { } lifetime || now.Since(AskedAt) < lifetime - MarginOf(lifetime);

    /// <summary>Whether it is time for the next one.</summary>
    public bool IsDue(OAuthMoment now) => Lifetime is { } lifetime && now.Since(AskedAt) >= TokenAge.RefreshAfter(lifetime);

    /// <summary>Whether it was fetched so lately that somebody else must have asked ahead of the same end.</summary>
    public bool IsYoung(OAuthMoment now) => Lifetime is { } lifetime && now.Since(AskedAt) < TokenAge.RefreshAfter(lifetime) / 2;

    /// <summary>The token with its times by the clock as it stands now.</summary>
    public AccessToken AsGiven(OAuthMoment now)
    {
        if (Lifetime is not { } lifetime)
        {
            return Token;
        }

        var asked = now.TimeOfDay - now.Since(AskedAt);
        return Token with { ExpiresAt = asked + lifetime, RefreshAt = asked + TokenAge.RefreshAfter(lifetime) };
    }

    private static TimeSpan MarginOf(TimeSpan lifetime) => lifetime / 10 is var share && share < Margin ? share : Margin;
}
