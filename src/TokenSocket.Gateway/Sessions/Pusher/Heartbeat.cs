namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>Finds out whether a client is still there: silence, then a ping, then the end. Not thread-safe but for its timer.</summary>
internal sealed class Heartbeat : IDisposable
{
    private readonly PusherGatewayOptions _options;
    private readonly ITimer _timer;
    private bool _isAsked;

    /// <param name="options">How long the two waits are.</param>
    /// <param name="silent">Called on the timer's thread.</param>
    /// <param name="time">The clock.</param>
    public Heartbeat(PusherGatewayOptions options, Action silent, TimeProvider time)
    {
        _options = options;
        _timer = time.CreateTimer(_ => silent(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The client said something, or the session begins.</summary>
    public void Hear()
    {
        _isAsked = false;
        Wait(_options.ActivityTimeout);
    }

    /// <returns>Whether the client is to be pinged now; else it has had its time.</returns>
    public bool TryAsk()
    {
        if (_isAsked)
            return false;

        _isAsked = true;
        Wait(_options.PongTimeout);
        return true;
    }

    public void Dispose() => _timer.Dispose();

    private void Wait(TimeSpan time) => _timer.Change(time, Timeout.InfiniteTimeSpan);
}
