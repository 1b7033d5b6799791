namespace TokenSocket.Credentials;

/// <summary>What a token provider is told.</summary>
/// <param name="Why">Why it is asked.</param>
/// <param name="Rejected">The token that the server rejected; null unless <paramref name="Why"/> is <see cref="TokenReason.Rejected"/>.</param>
public sealed record TokenRequest(TokenReason Why, AccessToken? Rejected = null);
