using TokenSocket.Testing;

namespace TokenSocket.Tests.Faults;

/// <summary>The clock of a machine that can be suspended: its clocks jump when it wakes, and its timers have not run meanwhile.</summary>
internal sealed class SleepingTime(VirtualTime awake) : TimeProvider
{
    private TimeSpan _slept;

    public override long TimestampFrequency => awake.TimestampFrequency;

    public void Sleep(TimeSpan time) => _slept += time;

    public override long GetTimestamp() => awake.GetTimestamp() + _slept.Ticks;

    public override DateTimeOffset GetUtcNow() => awake.GetUtcNow() + _slept;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        awake.CreateTimer(callback, state, dueTime, period);
}
