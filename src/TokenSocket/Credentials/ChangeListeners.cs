namespace TokenSocket.Credentials;

/// <summary>Those who want to know of another token. Thread-safe.</summary>
internal sealed class ChangeListeners
{
    private readonly Lock _gate = new();
    private Action[] _listeners = [];

    public bool Any => _listeners.Length > 0;

    /// <summary>Calls back from now on.</summary>
    /// <returns>Ends it when it is disposed.</returns>
    public IDisposable Add(Action changed)
    {
        lock (_gate)
        {
            _listeners = [.. _listeners, changed];
        }

        return new Listening(this, changed);
    }

    /// <summary>There is another token.</summary>
    public void Tell()
    {
        foreach (var changed in _listeners)
        {
            changed();
        }
    }

    private void Remove(Action changed)
    {
        lock (_gate)
        {
            var at = Array.IndexOf(_listeners, changed);
            _listeners = at < 0 ? _listeners : [.. _listeners[..at], .. _listeners[(at + 1)..]];
        }
    }

    private sealed class Listening(ChangeListeners all, Action changed) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                all.Remove(changed);
            }
        }
    }
}
