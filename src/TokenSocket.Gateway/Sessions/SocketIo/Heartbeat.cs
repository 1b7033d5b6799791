namespace TokenSocket.Gateway.Sessions.SocketIo;

/// <summary>The server's pings: one after each interval, and the end if no pong comes in time. Thread-safe.</summary>
internal sealed class Heartbeat : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SocketIoGatewayOptions _options;
    private readonly Action _ping;
    private readonly Action _dead;
    private readonly ITimer _timer;
    private bool _isAsked;

    public Heartbeat(SocketIoGatewayOptions options, Action ping, Action dead, TimeProvider time)
    {
        _options = options;
        _ping = ping;
        _dead = dead;
        _timer = time.CreateTimer(_ => Look(), state: null, options.PingInterval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The client has answered. One that was not asked changes nothing.</summary>
    public void TakePong()
    {
        lock (_gate)
        {
            if (!_isAsked)
                return;

            _isAsked = false;
            _timer.Change(_options.PingInterval, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        bool isDead;
        bool asks;
        lock (_gate)
        {
            isDead = _isAsked;
            asks = !isDead && _options.SendPings;
            _isAsked = asks;
            if (!isDead)
                _timer.Change(asks ? _options.PingTimeout : _options.PingInterval, Timeout.InfiniteTimeSpan);
        }

        if (isDead)
            _dead();
        else if (asks)
            _ping();
    }
}
