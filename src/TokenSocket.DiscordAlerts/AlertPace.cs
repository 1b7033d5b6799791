using TokenSocket.Reconnecting;

namespace TokenSocket.DiscordAlerts;

/// <summary>When the next request may go. Guarded by the queue; times are by the clock that never jumps.</summary>
internal sealed class AlertPace
{
    private static readonly BackoffSchedule Backoff = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2));

    private TimeSpan _next;
    private TimeSpan _nextOfAll;
    private int _failures;

    public TimeSpan Next => _next > _nextOfAll ? _next : _nextOfAll;

    /// <summary>Another webhook: what the old one asked for no longer holds, what all were asked for does.</summary>
    public void StartOver() => (_next, _failures) = (TimeSpan.Zero, 0);

    public void Heed(AlertOutcome outcome, TimeSpan now)
    {
        var isFailure = outcome is AlertOutcome.RateLimited or AlertOutcome.TryLater;
        _failures = isFailure ? _failures + 1 : 0;
        // A first 429 says exactly how long to wait; one who says so again and again, with a wait of nothing perhaps, is not believed.
        var waits = outcome is AlertOutcome.RateLimited ? _failures - 1 : _failures;
        var backoff = waits > 0 ? Backoff.Wait(waits) : TimeSpan.Zero;
        var until = now + (outcome.Pause > backoff ? outcome.Pause : backoff);
        if (outcome is AlertOutcome.RateLimited { IsGlobal: true })
        {
            _nextOfAll = Later(_nextOfAll, until);
        }

        _next = Later(_next, until);
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
