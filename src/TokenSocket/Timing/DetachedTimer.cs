namespace TokenSocket.Timing;

/// <summary>Timers without the context of whoever happened to cause them: a request's trace or a log scope is not to live as long as the client.</summary>
internal static class DetachedTimer
{
    /// <summary>Calls back once, after so long; at once where nothing is left.</summary>
    public static ITimer StartDetached(this TimeProvider time, TimeSpan after, Action callback)
    {
        var flows = !ExecutionContext.IsFlowSuppressed();
        if (flows)
        {
            ExecutionContext.SuppressFlow();
        }

        try
        {
            return time.CreateTimer(static work => ((Action)work!)(), callback, after > TimeSpan.Zero ? after : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            if (flows)
            {
                ExecutionContext.RestoreFlow();
            }
        }
    }
}
