namespace TokenSocket.Gateway.Issuing;

/// <summary>One refresh token as the issuer keeps it, without the token itself.</summary>
/// <param name="hash">Of the token.</param>
/// <param name="family">Where it comes from.</param>
internal sealed class RefreshToken(string hash, RefreshFamily family)
{
    public string Hash { get; } = hash;

    public RefreshFamily Family { get; } = family;

    /// <summary>Whether it was exchanged for the next: it can be no more.</summary>
    public bool IsUsed { get; set; }
}
