namespace TokenSocket.Credentials;

/// <summary>
/// Reads the token from a file each time, one trailing newline cut, and tells when another one has come into it: within 4 seconds,
/// on network shares and mounted secrets too. Thread-safe.
/// </summary>
/// <param name="path">The file; a pipe is read when a token is asked for and not watched.</param>
/// <param name="time">The clock; null for the system's.</param>
/// <exception cref="ArgumentException">The path is empty.</exception>
public sealed class FileTokenProvider(string path, TimeProvider? time = null) : ITokenProvider
{
    private readonly WatchedTokenFile _file = Watch(path, time);

    /// <inheritdoc/>
    public ValueTask<AccessToken?> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken) => new(_file.Read());

    /// <inheritdoc/>
    public IDisposable OnChange(Action changed) => _file.OnChange(changed);

    private static WatchedTokenFile Watch(string path, TimeProvider? time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new WatchedTokenFile(() => path, time ?? TimeProvider.System);
    }
}
