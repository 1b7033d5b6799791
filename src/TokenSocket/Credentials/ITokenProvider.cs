namespace TokenSocket.Credentials;

/// <summary>Where tokens come from. Asked on every attempt, one attempt at a time.</summary>
public interface ITokenProvider
{
    /// <summary>Gives the token for the next attempt; null to send none.</summary>
    /// <remarks>
    /// Asked with <see cref="TokenReason.Expiring"/> it is asked for a fresh token while a connection is up, and may throw
    /// where it has none: the connection stays, and it is asked again.
    /// </remarks>
    /// <param name="request">Why it is asked, and which token was rejected.</param>
    /// <param name="cancellationToken">Cancelled after <c>TokenTimeout</c>, and when the attempt is given up.</param>
    /// <returns>The token. The very one that was rejected ends the run.</returns>
    /// <exception cref="TokenUnavailableException">There is none now, or never will be. Any other exception is retried by backoff.</exception>
    ValueTask<AccessToken?> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Has the provider tell of tokens that change by themselves, such as in a file: a client that a verdict had stopped then starts
    /// again by itself, and one that is connected does what its dialect says about an ageing token.
    /// </summary>
    /// <param name="changed">Called on any thread, and only for another token than the one given last: each call may be a dial.</param>
    /// <returns>Ends the telling when it is disposed; null, the default, where tokens never change by themselves.</returns>
    IDisposable? OnChange(Action changed) => null;
}
