namespace TokenSocket.Testing;

/// <summary>A clock that stands still until it is told to advance. Timers fire at their exact times, in order, on the advancing thread.</summary>
/// <remarks>Thread-safe; but only one thread may advance it at a time.</remarks>
public sealed class VirtualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(VirtualTimer Timer, long Setting), (long Due, long Setting)> _timers = new();
    private readonly HashSet<VirtualTimer> _alive = [];
    private DateTimeOffset _timeOfDay;
    private long _elapsed;
    private long _settings;

    /// <param name="start">The time of day to begin with; null for 2026-01-01 00:00 UTC.</param>
    public VirtualTime(DateTimeOffset? start = null) => _timeOfDay = start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How far the clock has advanced.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Volatile.Read(ref _elapsed));

    /// <summary>Timers that are made and not yet disposed, running or not.</summary>
    public int Timers
    {
        get
        {
            lock (_gate)
            {
                return _alive.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _elapsed);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _timeOfDay;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        lock (_gate)
        {
            _alive.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass, and fires every timer that comes due on the way, those that are started meanwhile included.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var until = _elapsed + by.Ticks;
        Inline.Run(() =>
        {
            while (TakeDue(until) is { } timer)
            {
                timer.Fire();
            }
        });
        lock (_gate)
        {
            // A timer may itself have advanced the clock further.
            MoveTo(Math.Max(until, _elapsed));
        }
    }

    /// <summary>Changes the time of day alone, as when a clock is set or a machine wakes up.</summary>
    public void SetTimeOfDay(DateTimeOffset now)
    {
        lock (_gate)
        {
            _timeOfDay = now;
        }
    }

    /// <summary>Sets the timer anew; what it was set to before no longer holds. A negative due time stops it.</summary>
    internal bool Set(VirtualTimer timer, TimeSpan due)
    {
        lock (_gate)
        {
            timer.Setting = ++_settings;
            if (due >= TimeSpan.Zero && _alive.Contains(timer))
            {
                _timers.Enqueue((timer, timer.Setting), (_elapsed + due.Ticks, timer.Setting));
            }

            return _alive.Contains(timer);
        }
    }

    internal bool Remove(VirtualTimer timer)
    {
        lock (_gate)
        {
            return _alive.Remove(timer);
        }
    }

    private VirtualTimer? TakeDue(long until)
    {
        lock (_gate)
        {
            while (_timers.TryPeek(out var next, out var key) && key.Due <= until)
            {
                _timers.Dequeue();
                if (_alive.Contains(next.Timer) && next.Timer.Setting == next.Setting)
                {
                    MoveTo(Math.Max(key.Due, _elapsed));
                    return next.Timer;
                }
            }

            return null;
        }
    }

    private void MoveTo(long elapsed)
    {
        _timeOfDay += TimeSpan.FromTicks(elapsed - _elapsed);
        Volatile.Write(ref _elapsed, elapsed);
    }
}
