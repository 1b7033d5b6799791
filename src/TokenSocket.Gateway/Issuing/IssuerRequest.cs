namespace TokenSocket.Gateway.Issuing;

/// <summary>What a client asks for, in whichever format it came. Prints as its kind alone, for there are secrets in it.</summary>
internal abstract record IssuerRequest
{
    private IssuerRequest()
    {
    }

    public sealed override string ToString() => GetType().Name;

    /// <summary>A token for an id and a secret.</summary>
    /// <param name="Client">Who says it is asking.</param>
    /// <param name="Scope">What the token is to allow; null for whatever the issuer likes.</param>
    /// <param name="WantsRefresh">Whether a refresh token is to come with it.</param>
    public sealed record ForClient(ClientCredentials Client, string? Scope, bool WantsRefresh) : IssuerRequest;

    /// <summary>A token for a refresh token.</summary>
    /// <param name="Token">The refresh token.</param>
    /// <param name="Client">Who says it is asking; null where the format does not say.</param>
    /// <param name="Scope">What the token is to allow; null for what the first one allows.</param>
    public sealed record Refresh(string Token, ClientCredentials? Client, string? Scope) : IssuerRequest;

    /// <summary>Nothing that could be understood.</summary>
    public sealed record Faulty(IssuerAnswer.Refused Answer) : IssuerRequest
    {
        public static Faulty Because(string description) => new(IssuerAnswer.Refused.InvalidRequest(description));
    }
}
