using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using static TokenSocket.DiscordAlerts.AlertEvent;
using static TokenSocket.DiscordAlerts.AlertOrder;
using static TokenSocket.DiscordAlerts.AlertState;

namespace TokenSocket.DiscordAlerts;

/// <summary>Decides which messages tell the story of a client. Pure and total: an event that means nothing here changes nothing.</summary>
internal static class AlertPolicy
{
    /// <summary>How long a connection must have been up before it is called connected.</summary>
    public static readonly TimeSpan SettleAfter = TimeSpan.FromSeconds(1);

    public static AlertStep Step(AlertState state, AlertEvent @event) => (state, @event) switch
    {
        (Opened s, Settled e) when e.Opening == s.Openings => Settle(s),
        (_, Told e) => Hear(state, e.Notice, e),
        _ => Stay(state),
    };

    private static AlertStep Hear(AlertState state, ConnectionNotice notice, AlertEvent at) => (state, notice) switch
    {
        (Ended s, Connecting e) => Stay(new Quiet(e.Attempt, s.Keys, s.Openings)),
        (_, Connecting e) => Stay(state with { Attempt = e.Attempt }),

        (Quiet or Ended, Connected) => Open(state, null, at),
        (Away s, Connected) => Open(s, s.Outage, at),

        (Opened s, Disconnected e) when IsNoFailure(e) => Shut(s),
        (_, Disconnected e) when IsNoFailure(e) => Stay(state),
        (Opened s, Disconnected e) => Fail(s, s.Outage is null ? Begin(s, e, at, failed: 0) : Prolong(s.Outage, e), new StopTimer()),
        (Up s, Disconnected e) => Fail(s, s.Outage is null ? Begin(s, e, at, failed: 0) : Prolong(s.Outage, e)),
        (Away s, Disconnected e) => Fail(s, Prolong(s.Outage, e)),
        (_, Disconnected e) => Fail(state, Begin(state, e, at, failed: 1)),

        (Away s, RetryScheduled e) => Show(s with { Attempt = e.Attempt }, AlertWords.Reconnecting(s.Outage, e.Attempt, e.At)),

        (Opened { Outage: not null } s, OutageEnded e) => Correct((Up)Settle(s).Next, e, new StopTimer()),
        (Up { Outage: not null } s, OutageEnded e) => Correct(s, e),

        (_, Stopped e) => End(state, e.Reason, at),
        _ => Stay(state),
    };

    private static AlertStep Stay(AlertState state) => new(state);

    // A final end is told by the stop that follows, an end on request by nobody.
    private static bool IsNoFailure(Disconnected e) => e.Info.Cause == DisconnectCause.Requested || e.Verdict == ReconnectVerdict.Never;

    private static AlertStep Open(AlertState s, ToldOutage? outage, AlertEvent at)
    {
        var opening = s.Openings + 1;
        var shown = outage is null ? null : s.Shown;
        return new(new Opened(s.Attempt, s.Keys, opening, shown, at.Elapsed, at.Now, outage), new StartTimer(opening, SettleAfter));
    }

    private static AlertStep Settle(Opened s)
    {
        var key = s.Outage?.Key ?? s.Keys + 1;
        var message = s.Outage is null
            ? AlertWords.Connected(s.TimeOfDay)
            : AlertWords.Connected(s.TimeOfDay, s.At - s.Outage.Since, s.Outage.Failed + 1);
        var put = new Put(key, message);
        return new(new Up(s.Attempt, Math.Max(key, s.Keys), s.Openings, put, s.Outage), put);
    }

    private static AlertStep Shut(Opened s) => new(
        s.Outage is null ? new Quiet(s.Attempt, s.Keys, s.Openings) : new Away(s.Attempt, s.Keys, s.Openings, s.Shown, s.Outage),
        new StopTimer());

    private static ToldOutage Begin(AlertState s, Disconnected end, AlertEvent at, int failed) => new(s.Keys + 1, at.Elapsed, failed, end);

    private static ToldOutage Prolong(ToldOutage outage, Disconnected end) => outage with { Failed = outage.Failed + 1, End = end };

    private static AlertStep Fail(AlertState s, ToldOutage outage, params AlertOrder[] first)
    {
        var attempt = s.Attempt + 1;
        var shown = s.Shown?.Key == outage.Key ? s.Shown : null;
        var away = new Away(attempt, Math.Max(outage.Key, s.Keys), s.Openings, shown, outage);
        // After a backoff's failure comes its RetryScheduled, or a give-up: only then is there something to say.
        var told = outage.End.Verdict == ReconnectVerdict.AfterBackoff
            ? Stay(away)
            : Show(away, AlertWords.Reconnecting(outage, attempt, null));
        return told with { Orders = [.. first, .. told.Orders] };
    }

    private static AlertStep Show(Away s, OutageMessage message)
    {
        var put = new Put(s.Outage.Key, message);
        return new(s with { Shown = put }, put);
    }

    /// <summary>The outage is over. The client's own count is the last word: attempts that were given up by changed options were never told.</summary>
    private static AlertStep Correct(Up s, OutageEnded e, params AlertOrder[] first)
    {
        var outage = s.Outage!;
        var stable = s with { Attempt = 1, Outage = null };
        if (first.Length == 0 && e.Attempts == outage.Failed + 1)
        {
            return new(stable);
        }

        var put = new Put(outage.Key, AlertWords.Recount(s.Shown!.Message, outage.Failed + 1, e.Attempts));
        return new(stable with { Shown = put }, [.. first, put]);
    }

    private static AlertStep End(AlertState state, StopReason reason, AlertEvent at)
    {
        var orders = new List<AlertOrder>();
        if (state is Opened)
        {
            orders.Add(new StopTimer());
        }

        if (OutageOf(state) is { } outage && state.Shown?.Key == outage.Key)
        {
            orders.Add(new Put(outage.Key, AlertWords.Stopped(reason, at.Elapsed - outage.Since)));
        }

        if (reason.Kind == StopKind.Requested)
        {
            return new(new Quiet(1, state.Keys, state.Openings), orders);
        }

        var put = new Put(state.Keys + 1, AlertWords.StoppedForGood(reason));
        return new(new Ended(1, put.Key, state.Openings, put), [.. orders, put]);
    }

    private static ToldOutage? OutageOf(AlertState state) => state switch
    {
        Opened s => s.Outage,
        Up s => s.Outage,
        Away s => s.Outage,
        _ => null,
    };
}
