using Microsoft.AspNetCore.Http;

namespace TokenSocket.Gateway.Issuing;

/// <summary>What a client is told. Prints as its kind alone, for there are secrets in it.</summary>
internal abstract record IssuerAnswer
{
    private IssuerAnswer()
    {
    }

    public sealed override string ToString() => GetType().Name;

    /// <summary>A token.</summary>
    /// <param name="AccessToken">For the gateway.</param>
    /// <param name="Lifetime">Of the access token.</param>
    /// <param name="ExpiresAt">The end of that.</param>
    /// <param name="RefreshToken">For the next request, if one comes with it.</param>
    /// <param name="Scope">What the token allows, if that was asked for.</param>
    public sealed record Issued(string AccessToken, TimeSpan Lifetime, DateTimeOffset ExpiresAt, string? RefreshToken, string? Scope) : IssuerAnswer;

    /// <summary>None. (RFC 6749, section 5.2)</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Error">The code of the error; null for an answer without a body.</param>
    /// <param name="Description">A sentence for a person, in ASCII.</param>
    public sealed record Refused(int Status, string? Error, string? Description = null) : IssuerAnswer
    {
        public static readonly Refused InvalidClient =
            new(StatusCodes.Status401Unauthorized, "invalid_client", "The client is not known, or its secret is wrong.");

        public static readonly Refused InvalidGrant =
            new(StatusCodes.Status400BadRequest, "invalid_grant", "The refresh token is not known, has expired, or was used before.");

        public static readonly Refused InvalidScope =
            new(StatusCodes.Status400BadRequest, "invalid_scope", "The scope is malformed, or more than the refresh token allows.");

        public static readonly Refused UnsupportedGrantType =
            new(StatusCodes.Status400BadRequest, "unsupported_grant_type", "grant_type must be client_credentials or refresh_token.");

        /// <summary>The <c>Retry-After</c> header.</summary>
        public TimeSpan? RetryAfter { get; init; }

        public static Refused InvalidRequest(string description) => new(StatusCodes.Status400BadRequest, "invalid_request", description);
    }
}
