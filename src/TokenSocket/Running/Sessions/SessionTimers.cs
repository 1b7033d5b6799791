using TokenSocket.Protocols;
using TokenSocket.Timing;

namespace TokenSocket.Running.Sessions;

/// <summary>The timers that a session has ordered, at most one of each kind. Not thread-safe.</summary>
/// <param name="time">The clock.</param>
/// <param name="fired">Told on the clock's thread which timer it was, and its number.</param>
internal sealed class SessionTimers(TimeProvider time, Action<SessionTimer, int> fired) : IDisposable
{
    private readonly Dictionary<SessionTimer, (int Number, TimeSpan After, ITimer Timer)> _running = [];
    private int _started;
    private bool _isOver;

    /// <summary>Starts one, or starts it anew; none once the session is over.</summary>
    public void Start(SessionTimer timer, TimeSpan after)
    {
        Stop(timer);
        if (_isOver)
        {
            return;
        }

        var number = ++_started;
        _running[timer] = (number, after, time.StartDetached(after, () => fired(timer, number)));
    }

    public void Stop(SessionTimer timer)
    {
        if (_running.Remove(timer, out var one))
        {
            one.Timer.Dispose();
        }
    }

    /// <summary>Each that runs counts from now.</summary>
    public void StartAllAnew()
    {
        foreach (var (timer, one) in _running.ToArray())
        {
            Start(timer, one.After);
        }
    }

    /// <summary>The session is over.</summary>
    public void Dispose()
    {
        _isOver = true;
        foreach (var timer in _running.Keys.ToArray())
        {
            Stop(timer);
        }
    }

    /// <summary>Takes one that has fired. False where it was stopped, or started anew, while it fired: it is late news.</summary>
    public bool TryTake(SessionTimer timer, int number, out TimeSpan after)
    {
        var isRunning = _running.TryGetValue(timer, out var one) && one.Number == number;
        after = one.After;
        if (isRunning)
        {
            Stop(timer);
        }

        return isRunning;
    }
}
