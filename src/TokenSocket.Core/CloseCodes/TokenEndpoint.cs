namespace TokenSocket.CloseCodes;

/// <summary>How a server hands out tokens for a client id and its secret, as data. The default is RFC 6749.</summary>
public sealed record TokenEndpoint
{
    /// <summary>How requests are written. Answers are understood in either spelling, <c>access_token</c> or <c>accessToken</c>.</summary>
    /// <value>The default is <see cref="TokenRequestFormat.Form"/>.</value>
    public TokenRequestFormat Format { get; init; }

    /// <summary>The scope that is asked for unless the options name another.</summary>
    /// <value>The default is none.</value>
    public string? Scope { get; init; }

    /// <summary>Where refresh tokens go, as an address relative to the endpoint's own, such as <c>../v2/refresh</c>.</summary>
    /// <value>The default is null: to the endpoint itself.</value>
    public string? RefreshPath { get; init; }

    /// <summary>How long an access token lives where the answer does not say.</summary>
    /// <value>The default is null: not known, and so it is never asked for ahead of its end.</value>
    public TimeSpan? AccessTokenLifetime { get; init; }

    /// <summary>How long a refresh token lives; an older one is not tried any more.</summary>
    /// <value>The default is null: not known.</value>
    public TimeSpan? RefreshTokenLifetime { get; init; }
}
