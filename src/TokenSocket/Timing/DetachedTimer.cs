namespace TokenSocket.Timing;

/// <summary>Timers without the context of whoever happened to cause them: a request's trace or a log scope is not to live as long as the client.</summary>
internal static class DetachedTimer
{
    // The platform's timers take 49 days at most.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Calls back once, after so long; at once where nothing is left.</summary>
    public static ITimer StartDetached(this TimeProvider time, TimeSpan after, Action callback) =>
        after > Longest ? new Chain(time, after, callback) : Start(time, after, callback);

    private static ITimer Start(TimeProvider time, TimeSpan after, Action callback)
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

    /// <summary>A wait of several timers, one after the other.</summary>
    private sealed class Chain : ITimer
    {
        private readonly Lock _gate = new();
        private readonly TimeProvider _time;
        private readonly Action _callback;
        private TimeSpan _left;
        private ITimer _link;
        private bool _isOver;

        public Chain(TimeProvider time, TimeSpan after, Action callback)
        {
            (_time, _callback, _left) = (time, callback, after - Longest);
            _link = Start(time, Longest, Next);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("A detached timer is started once.");

        public void Dispose()
        {
            lock (_gate)
            {
                _isOver = true;
                _link.Dispose();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Next()
        {
            lock (_gate)
            {
                if (_isOver)
                {
                    return;
                }

                var wait = _left < Longest ? _left : Longest;
                _left -= wait;
                _link.Dispose();
                _link = Start(_time, wait, _left > TimeSpan.Zero ? Next : _callback);
            }
        }
    }
}
