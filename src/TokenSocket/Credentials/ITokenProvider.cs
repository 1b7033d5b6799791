namespace TokenSocket.Credentials;

/// <summary>Where tokens come from. Asked on every attempt, one attempt at a time.</summary>
public interface ITokenProvider
{
    /// <summary>Gives the token for the next attempt; null to send none.</summary>
    /// <param name="request">Why it is asked, and which token was rejected.</param>
    /// <param name="cancellationToken">Cancelled after <c>TokenTimeout</c>, and when the attempt is given up.</param>
    /// <returns>The token. The very one that was rejected ends the run.</returns>
    /// <exception cref="TokenUnavailableException">There is none now, or never will be. Any other exception is retried by backoff.</exception>
    ValueTask<AccessToken?> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken);
}
