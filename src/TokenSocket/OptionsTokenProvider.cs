using TokenSocket.Credentials;

namespace TokenSocket;

/// <summary>The token of the options: as it stands there, or from the file that they name.</summary>
/// <param name="current">The options of this moment.</param>
internal sealed class OptionsTokenProvider(Func<TokenSocketOptions> current) : ITokenProvider
{
    public async ValueTask<AccessToken?> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken) => current() switch
    {
        { Token: { } token } => new AccessToken(token),
        { TokenFile: { } path } => await TokenFile.ReadAsync(path, cancellationToken).ConfigureAwait(false),
        _ => null,
    };
}
