using TokenSocket.Machine;
using TokenSocket.Timing;

namespace TokenSocket.Running;

/// <summary>At most one timer of each kind. Used from inside the mailbox only.</summary>
/// <param name="time">The clock.</param>
/// <param name="fired">Told on the clock's thread.</param>
internal sealed class TimerSet(TimeProvider time, Action<ConnectionEvent.TimerFired> fired)
{
    private readonly Dictionary<MachineTimer, ITimer> _timers = [];

    public void Start(MachineTimer timer, int epoch, TimeSpan after)
    {
        Stop(timer);
        var news = new ConnectionEvent.TimerFired(timer, epoch);
        _timers[timer] = time.StartDetached(after, () => fired(news));
    }

    public void Stop(MachineTimer timer)
    {
        if (_timers.Remove(timer, out var running))
        {
            running.Dispose();
        }
    }
}
