namespace TokenSocket.Credentials;

/// <summary>What came of one request to a token endpoint.</summary>
internal abstract record OAuthOutcome
{
    private OAuthOutcome()
    {
    }

    /// <summary>A token came.</summary>
    /// <param name="Access">The token.</param>
    /// <param name="Refresh">The refresh token that came with it; null for none.</param>
    /// <param name="KeepsRefresh">Whether the refresh token that was used can be used again, for nothing was said of another.</param>
    public sealed record Granted(OAuthAccess Access, OAuthRefreshToken? Refresh, bool KeepsRefresh) : OAuthOutcome;

    /// <summary>None came.</summary>
    /// <param name="Sentence">One sentence for a person, without a secret.</param>
    public sealed record Refused(string Sentence) : OAuthOutcome
    {
        /// <summary>Whether the same request can never succeed.</summary>
        public bool Permanent { get; init; }

        /// <summary>The client's secret as it was sent: where it is from a file, another one may do. Null where none was sent.</summary>
        public AccessToken? Secret { get; init; }

        /// <summary>How long the issuer asked to be left in peace.</summary>
        public TimeSpan? RetryAfter { get; init; }

        /// <summary>Whether the issuer cannot have looked at the refresh token, so that it can still be used.</summary>
        public bool KeepsRefresh { get; init; }

        /// <summary>Whether it was the refresh token that was refused, so that the client's own credentials may do.</summary>
        public bool FallsBack { get; init; }
    }
}
