namespace TokenSocket.Testing;

/// <summary>A timer of <see cref="VirtualTime"/>.</summary>
internal sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;

    /// <summary>Tells what the timer was last set to from what it was set to before.</summary>
    public long Setting { get; set; }

    // As the platform's: a test is not to pass with a timer that the system's clock refuses.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime, Longest);
        _period = period;
        return time.Set(this, dueTime);
    }

    public void Fire()
    {
        if (_period > TimeSpan.Zero)
        {
            time.Set(this, _period);
        }

        callback(state);
    }

    public void Dispose() => time.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
