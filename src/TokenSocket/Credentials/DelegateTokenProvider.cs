namespace TokenSocket.Credentials;

/// <summary>Asks a function of the program, on the thread pool. Thread-safe.</summary>
/// <param name="ask">Gives the token for the next attempt, or null to send none; throws <see cref="TokenUnavailableException"/> where there is none now.</param>
public sealed class DelegateTokenProvider(Func<TokenRequest, CancellationToken, ValueTask<AccessToken?>> ask) : ITokenProvider
{
    private readonly ChangeListeners _listeners = new();

    /// <inheritdoc/>
    public ValueTask<AccessToken?> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken) => ask(request, cancellationToken);

    /// <summary>
    /// Says that the function now gives another token: a client that a verdict had stopped starts again, and one that is connected does
    /// what its dialect says about an ageing token.
    /// </summary>
    public void ReportChange() => _listeners.Tell();

    /// <inheritdoc/>
    public IDisposable OnChange(Action changed) => _listeners.Add(changed);
}
