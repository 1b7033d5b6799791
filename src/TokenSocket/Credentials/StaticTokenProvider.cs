namespace TokenSocket.Credentials;

/// <summary>One token for ever. A server that rejects it stops the client.</summary>
/// <param name="token">The token.</param>
/// <exception cref="ArgumentException">The token is empty.</exception>
public sealed class StaticTokenProvider(string token) : ITokenProvider
{
    private readonly AccessToken _token = new(token);

    /// <inheritdoc/>
    public ValueTask<AccessToken?> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken) => new(_token);
}
