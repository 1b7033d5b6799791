namespace TokenSocket.Credentials;

/// <summary>A refresh token. It can be used once, and prints as <c>***</c>.</summary>
/// <param name="Value">The token as it is sent.</param>
/// <param name="IssuedAt">When the request that brought it was sent.</param>
internal sealed record OAuthRefreshToken(string Value, OAuthMoment IssuedAt)
{
    /// <summary><c>***</c></summary>
    public override string ToString() => "***";
}
