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
        var flows = !ExecutionContext.IsFlowSuppressed();
        if (flows)
        {
            // The context of whoever happened to cause the timer (a request's trace, a log scope) is not to live as long as it.
            ExecutionContext.SuppressFlow();
        }

        try
        {
            _timer = time.CreateTimer(_ => fired(), null, after, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            if (flows)
            {
                ExecutionContext.RestoreFlow();
            }
        }
    }

    public void Stop()
    {
        _timer?.Dispose();
        _timer = null;
    }

    public void Dispose() => Stop();
}
