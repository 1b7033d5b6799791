using TokenSocket.Timing;

namespace TokenSocket.Credentials;

/// <summary>Gives the token of a file, and then looks every few seconds whether there is another in it.</summary>
/// <remarks>
/// It looks by reading: a file system's own news does not cross network shares and bind mounts, nor the links that a
/// cluster swaps under a mounted secret. Only what was given before is looked for, and never in a pipe, which gives its text once.
/// </remarks>
/// <param name="path">The file of this moment; null while there is none.</param>
/// <param name="time">The clock.</param>
/// <param name="listeners">Who is told.</param>
internal sealed class WatchedTokenFile(Func<string?> path, TimeProvider time, ChangeListeners listeners)
{
    /// <summary>How often it looks. Another token counts when it has been seen twice, for a file may be half written.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private AccessToken? _given;
    private AccessToken? _seen;
    private ITimer? _timer;
    private bool _wasRead;

    /// <summary>The token as the file has it now; null where the file is empty, or there is none.</summary>
    /// <remarks>Whoever listens is told of another token by the one who reads it first too: not everybody who was given the last one may be here.</remarks>
    /// <exception cref="TokenUnavailableException">The file cannot be read.</exception>
    public AccessToken? Read()
    {
        if (path() is not { } file)
        {
            return null;
        }

        var token = TokenFile.Read(file);
        bool isOther;
        lock (_gate)
        {
            isOther = _wasRead && token is not null && token != _given;
            _wasRead = true;
            LookForOtherThan(token);
        }

        // Two clients at a pipe that gives another token each time would send each other to it for ever.
        if (isOther && TokenFile.HasLength(file))
        {
            listeners.Tell();
        }

        return token;
    }

    /// <summary>Looks from now on whether another token than this has come into the file.</summary>
    public void LookForOtherThan(AccessToken? token)
    {
        lock (_gate)
        {
            (_given, _seen) = (token, null);
            LookLater();
        }
    }

    private void Look()
    {
        var found = Find();
        bool isCertain;
        lock (_gate)
        {
            var isOther = found is not null && found != _given;
            isCertain = isOther && found == _seen;
            _seen = isOther ? found : null;
            _given = isCertain ? found : _given;
            LookLater();
        }

        if (isCertain)
        {
            listeners.Tell();
        }
    }

    private AccessToken? Find()
    {
        try
        {
            return path() is { } file && TokenFile.HasLength(file) ? TokenFile.Read(file) : null;
        }
        catch (TokenUnavailableException)
        {
            // Nothing to give is no change; whoever asks for the token is told why there is none.
            return null;
        }
    }

    // Without listeners it ends by itself, at the latest an interval after the last one has gone.
    private void LookLater()
    {
        _timer?.Dispose();
        _timer = listeners.Any && path() is not null ? time.StartDetached(Interval, Look) : null;
    }
}
