using TokenSocket.Timing;

namespace TokenSocket.DiscordAlerts;

/// <summary>At most one timer. Its owner makes one call at a time.</summary>
internal sealed class AlertTimer(TimeProvider time) : IDisposable
{
    private ITimer? _timer;

    /// <summary>Starts it, in the place of the one that runs.</summary>
    /// <param name="after">How long from now.</param>
    /// <param name="fired">Called on the clock's thread; one that is replaced meanwhile may be called all the same.</param>
    public void Set(TimeSpan after, Action fired)
    {
        Stop();
        _timer = time.StartDetached(after, fired);
    }

    public void Stop()
    {
        _timer?.Dispose();
        _timer = null;
    }

    public void Dispose() => Stop();
}
