namespace TokenSocket.Gateway;

/// <summary>What a registry answers when a connection claims a token.</summary>
public abstract record TokenClaim
{
    private TokenClaim()
    {
    }

    /// <summary>The token is this connection's until the lease is disposed.</summary>
    /// <param name="Lease">Disposed by the gateway exactly once, however the connection ends.</param>
    public sealed record Granted(ITokenLease Lease) : TokenClaim;

    /// <summary>Nobody issued such a token, or it has expired: the connection is closed with 4002.</summary>
    public sealed record Unknown : TokenClaim;

    /// <summary>Another connection holds the token, here or on another node: this one is closed with 4003.</summary>
    public sealed record InUse : TokenClaim;

    /// <summary>The token was issued and has been deleted: the connection is closed with 4004.</summary>
    public sealed record Deleted : TokenClaim;
}
