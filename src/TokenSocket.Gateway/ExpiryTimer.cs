namespace TokenSocket.Gateway;

/// <summary>Calls back once a time of day has come, also where the clock is set meanwhile; at once, if it is past.</summary>
internal sealed class ExpiryTimer : IDisposable
{
    // Timers reach no further than 49 days, and a clock may be set: it is looked at again.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly DateTimeOffset _end;
    private readonly Action _expired;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public ExpiryTimer(DateTimeOffset end, Action expired, TimeProvider time)
    {
        _end = end;
        _expired = expired;
        _time = time;
        _timer = time.CreateTimer(_ => Look(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Look();
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        TimeSpan left = _end - _time.GetUtcNow();
        if (left <= TimeSpan.Zero)
            _expired();
        else
            _timer.Change(left < Longest ? UpToMilliseconds(left) : Longest, Timeout.InfiniteTimeSpan);
    }

    // A timer cuts off what is less than a millisecond, and would come too early.
    private static TimeSpan UpToMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}
