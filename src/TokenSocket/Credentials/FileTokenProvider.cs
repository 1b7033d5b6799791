namespace TokenSocket.Credentials;

/// <summary>
/// Reads the token from a file each time, one trailing newline cut, and tells when another one has come into it: within 4 seconds,
/// on network shares and mounted secrets too. Thread-safe.
/// </summary>
public sealed class FileTokenProvider : ITokenProvider
{
    private readonly ChangeListeners _listeners = new();
    private readonly WatchedTokenFile _file;

    /// <param name="path">The file; a pipe is read when a token is asked for and not watched.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public FileTokenProvider(string path, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _file = new WatchedTokenFile(() => path, time ?? TimeProvider.System, _listeners);
    }

    /// <inheritdoc/>
    public ValueTask<AccessToken?> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken) => new(_file.Read());

    /// <inheritdoc/>
    public IDisposable OnChange(Action changed) => _listeners.Add(changed);
}
