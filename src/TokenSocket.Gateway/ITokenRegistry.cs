namespace TokenSocket.Gateway;

/// <summary>
/// The tokens of a gateway: which were issued, which were deleted, which are in use. Back it with a database to share
/// tokens between nodes; any number of connections claim at the same time.
/// </summary>
/// <remarks>
/// Keep a hash of each token rather than the token, and keep tokens out of exceptions: what is thrown is logged.
/// </remarks>
public interface ITokenRegistry
{
    /// <summary>
    /// Judges and claims in one step, so that of two connections which claim the same token at once exactly one wins, and
    /// a token cannot be deleted in between. In SQL that is one conditional update, and a look at the row if it hit nothing.
    /// </summary>
    /// <param name="token">As it came in the header, never empty.</param>
    /// <param name="connectionId">Unique within the process; for the registry's own records.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the client has gone or the gateway waits no longer. If it throws because of that, nothing may stay claimed.
    /// </param>
    /// <remarks>A registry that throws makes the gateway refuse the handshake with 503, which clients retry.</remarks>
    ValueTask<TokenClaim> ClaimAsync(string token, string connectionId, CancellationToken cancellationToken);
}
