using TokenSocket.Machine;

namespace TokenSocket.Running;

/// <summary>At most one timer of each kind. Used from inside the mailbox only.</summary>
/// <param name="time">The clock.</param>
/// <param name="fired">Told on the clock's thread.</param>
internal sealed class TimerSet(TimeProvider time, Action<ConnectionEvent.TimerFired> fired)
{
    private readonly Dictionary<MachineTimer, ITimer> _timers = [];

    // The context of whoever happened to cause the timer (a request's trace, a log scope) is not to live as long as the client.
    public void Start(MachineTimer timer, int epoch, TimeSpan after)
    {
        Stop(timer);
        var news = new ConnectionEvent.TimerFired(timer, epoch);
        var flows = !ExecutionContext.IsFlowSuppressed();
        if (flows)
        {
            ExecutionContext.SuppressFlow();
        }

        try
        {
            _timers[timer] = time.CreateTimer(_ => fired(news), null, after, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            if (flows)
            {
                ExecutionContext.RestoreFlow();
            }
        }
    }

    public void Stop(MachineTimer timer)
    {
        if (_timers.Remove(timer, out var running))
        {
            running.Dispose();
        }
    }
}
