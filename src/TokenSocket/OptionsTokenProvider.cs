using TokenSocket.Credentials;

namespace TokenSocket;

/// <summary>The token of the options: as it stands there, or from the file that they name. Asked one attempt at a time.</summary>
/// <param name="current">The options of this moment.</param>
/// <param name="time">The clock.</param>
internal sealed class OptionsTokenProvider(Func<TokenSocketOptions> current, TimeProvider time) : ITokenProvider
{
    private readonly WatchedTokenFile _file = new(() => current().TokenFile, time);

    public ValueTask<AccessToken?> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken) => current() switch
    {
        { Token: { } token } => new(new AccessToken(token)),
        _ => new(_file.Read()),
    };

    public IDisposable OnChange(Action changed) => _file.OnChange(changed);
}
