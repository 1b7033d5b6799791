namespace TokenSocket.Credentials;

/// <summary>What is known between two requests to a token endpoint, and the decisions that follow from it.</summary>
internal sealed record OAuthState
{
    /// <summary>The token that was fetched last; null for none, or one that a server rejected.</summary>
    public OAuthAccess? Access { get; init; }

    /// <summary>What fetches the next one; null for none, or one that is gone.</summary>
    public OAuthRefreshToken? Refresh { get; init; }

    /// <summary>The pause after a failure; null after a success.</summary>
    public OAuthPause? Pause { get; init; }

    /// <summary>The failures in a row.</summary>
    public int Failures { get; init; }

    /// <summary>Whether the issuer has refused for good, and has given no token since.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Without the token that the server rejected: it is never given again, however long it may live.</summary>
    public OAuthState Without(TokenRequest request) =>
        request.Why == TokenReason.Rejected && (request.Rejected is null || request.Rejected == Access?.Token) ? this with { Access = null } : this;

    /// <summary>The token that answers the request without asking the issuer; null where it is to be asked.</summary>
    /// <exception cref="TokenUnavailableException">There is none to give, and the issuer is to be left in peace.</exception>
    public AccessToken? Answer(TokenRequest request, OAuthMoment now)
    {
        var usable = Access?.IsUsable(now) == true ? Access : null;
        if (usable is not null && !(request.Why == TokenReason.Expiring ? !usable.IsYoung(now) : usable.IsDue(now)))
        {
            return usable.AsGiven(now);
        }

        if (Pause?.Left(now, usable is not null) is not { } left || left <= TimeSpan.Zero)
        {
            return null;
        }

        return AnswerWithoutAsking(request, now) ?? throw new TokenUnavailableException(Pause.Sentence) { RetryAfter = left };
    }

    /// <summary>The token that will do where the issuer has failed; null where a fresh one was wanted, or none is left.</summary>
    public AccessToken? AnswerWithoutAsking(TokenRequest request, OAuthMoment now) =>
        request.Why != TokenReason.Expiring && Access?.IsUsable(now) == true ? Access.AsGiven(now) : null;

    /// <summary>The refresh token to send; null where there is none, or it has become too old.</summary>
    public OAuthRefreshToken? RefreshToSend(TimeSpan? lifetime, OAuthMoment now) =>
        Refresh is { } refresh && (lifetime is null || now.Since(refresh.IssuedAt) < lifetime) ? refresh : null;

    /// <summary>After an outcome: a refresh token that was sent is gone, unless the outcome says otherwise.</summary>
    /// <param name="outcome">What came of the request.</param>
    /// <param name="sent">The refresh token that was sent.</param>
    /// <param name="now">When it came.</param>
    public OAuthState After(OAuthOutcome outcome, OAuthRefreshToken? sent, OAuthMoment now) => outcome switch
    {
        OAuthOutcome.Granted granted => new OAuthState
        {
            Access = granted.Access,
            Refresh = granted.Refresh ?? (granted.KeepsRefresh ? sent : null),
        },
        OAuthOutcome.Refused { FallsBack: true } => this with { Refresh = null },
        OAuthOutcome.Refused refused => this with
        {
            Refresh = refused.KeepsRefresh ? sent : null,
            IsRefused = IsRefused || refused.Permanent,
            Failures = Failures + 1,
            Pause = OAuthPause.After(Failures + 1, refused, now),
        },
        _ => throw new InvalidOperationException(),
    };
}
