namespace TokenSocket.Gateway;

/// <summary>A claimed token. Disposing it releases the claim; the token itself is not in it.</summary>
public interface ITokenLease : IAsyncDisposable
{
    /// <summary>Whom the token was issued to, in words that may be logged; null if nobody said.</summary>
    string? Owner { get; }

    /// <summary>
    /// When the token ends: a live connection is then closed, unless <see cref="TokenGatewayOptions.CloseWhenTokenExpires"/> says
    /// otherwise. Read once, when the claim is granted.
    /// </summary>
    /// <value>Null, the default, means never.</value>
    DateTimeOffset? ExpiresAt => null;

    /// <summary>
    /// Cancelled when the token is deleted while the lease is held: the live connection is then closed with 4004. May be
    /// cancelled on any thread, also before the claim has been answered.
    /// </summary>
    CancellationToken Deleted { get; }
}
