using TokenSocket.Credentials;

namespace TokenSocket;

/// <summary>The token of the options: as it stands there, from the file that they name, or from the issuer. Asked one attempt at a time.</summary>
internal sealed class OptionsTokenProvider : ITokenProvider, IDisposable
{
    private readonly Func<TokenSocketOptions> _current;
    private readonly TimeProvider _time;
    private readonly ChangeListeners _listeners = new();
    private readonly WatchedTokenFile _file;
    private IssuerOfOptions? _issuer;

    /// <param name="current">The options of this moment.</param>
    /// <param name="time">The clock.</param>
    public OptionsTokenProvider(Func<TokenSocketOptions> current, TimeProvider time)
    {
        (_current, _time) = (current, time);
        _file = new WatchedTokenFile(() => current().TokenFile, time, _listeners);
    }

    public ValueTask<AccessToken?> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken) => _current() switch
    {
        { Token: { } token } => new(new AccessToken(token)),
        { OAuth: not null } options => IssuerOf(options).GetTokenAsync(request, cancellationToken),
        _ => new(_file.Read()),
    };

    public IDisposable OnChange(Action changed) => _listeners.Add(changed);

    public void Dispose() => Interlocked.Exchange(ref _issuer, null)?.Tokens.Dispose();

    // The tokens of one set of options are not those of another.
    private OAuthTokenProvider IssuerOf(TokenSocketOptions options)
    {
        var key = (options.OAuth!.For(options.Dialect), options.Proxy?.OriginalString);
        if (_issuer is { } known && known.Key == key)
        {
            return known.Tokens;
        }

        var proxy = options.Proxy is null ? null : ProxyAddress.ToProxy(options.Proxy);
        var issuer = new IssuerOfOptions(key, new OAuthTokenProvider(key.Item1, _time, () => OAuthHandler.Create(key.Item1.TokenUrl, proxy), _listeners));
        Interlocked.Exchange(ref _issuer, issuer)?.Tokens.Dispose();
        return issuer.Tokens;
    }

    private sealed record IssuerOfOptions((OAuthOptions OAuth, string? Proxy) Key, OAuthTokenProvider Tokens);
}
