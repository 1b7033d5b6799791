namespace TokenSocket.Loopback.Tests.Hosting;

/// <summary>The system's clock, five times as fast: the sockets are real, and what waits for seconds is over sooner.</summary>
internal sealed class HastyTime : TimeProvider
{
    public const int Factor = 5;

    private readonly long _start = System.GetTimestamp();
    private readonly DateTimeOffset _startOfDay = System.GetUtcNow();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _start + (System.GetTimestamp() - _start) * Factor;

    public override DateTimeOffset GetUtcNow() => _startOfDay + System.GetElapsedTime(_start) * Factor;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(System.CreateTimer(callback, state, Sooner(dueTime), Sooner(period)));

    private static TimeSpan Sooner(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / Factor;

    private sealed class Timer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Sooner(dueTime), Sooner(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
