namespace TokenSocket.Running;

/// <summary>Notices when no message has arrived for too long. One timer that is set again when it fires, not with every message.</summary>
internal sealed class IdleWatch : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly Action _expired;
    private readonly ITimer _timer;
    private long _last;
    private volatile bool _paused;

    /// <param name="time">The clock.</param>
    /// <param name="timeout">How long may pass without a message.</param>
    /// <param name="expired">Called once, on the clock's thread.</param>
    public IdleWatch(TimeProvider time, TimeSpan timeout, Action expired)
    {
        (_time, _timeout, _expired, _last) = (time, timeout, expired, time.GetTimestamp());
        _timer = time.CreateTimer(static self => ((IdleWatch)self!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(timeout, Timeout.InfiniteTimeSpan);
    }

    public bool HasExpired { get; private set; }

    /// <summary>A message has arrived; counts anew.</summary>
    public void Touch()
    {
        Volatile.Write(ref _last, _time.GetTimestamp());
        _paused = false;
    }

    /// <summary>Does not count until the next <see cref="Touch"/>.</summary>
    public void Pause() => _paused = true;

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var left = _paused ? _timeout : _timeout - _time.GetElapsedTime(Volatile.Read(ref _last));
        if (left > TimeSpan.Zero)
        {
            _timer.Change(left, Timeout.InfiniteTimeSpan);
            return;
        }

        HasExpired = true;
        _expired();
    }
}
