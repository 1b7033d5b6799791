using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Reconnecting;
using static TokenSocket.Machine.ConnectionEffect;
using static TokenSocket.Machine.ConnectionEvent;
using Connected = TokenSocket.Machine.MachineState.Connected;

namespace TokenSocket.Machine;

/// <summary>Decides when the next token is asked for while a connection is up, and what it leads to.</summary>
internal static class TokenRenewal
{
    /// <summary>Asks after so long, if ever; for another token that the connection depends on soon, whatever the age of the one in use.</summary>
    public static Transition AskLater(Connected s, TimeSpan? after) => (DependsOnToken(s) && s.KnowsOtherToken ? TimeSpan.Zero : after) is { } wait
        ? new(s with { Renewal = Renewal.Ahead }, new StartTimer(MachineTimer.Refresh, s.Epoch, wait > s.Settings.LeastRefresh ? wait : s.Settings.LeastRefresh))
        : new(s with { Renewal = null });

    /// <summary>Another token is said to be there, or wanted: not at once, for that may be said again and again.</summary>
    public static Transition AskSoon(Connected s) => AskLater(s with { KnowsOtherToken = true }, null).After(StopRefresh(s));

    /// <summary>The time has come.</summary>
    public static Transition AskForNext(Connected s) => new(
        s with { Renewal = (s.Renewal ?? Renewal.Ahead) with { IsUnderWay = true }, KnowsOtherToken = s.KnowsOtherToken && !DependsOnToken(s) },
        new RenewToken(s.Epoch));

    /// <summary>Another token came: the dialect says what happens to the connection.</summary>
    public static Transition Renew(Connected s, TokenRenewed e) => (s.Settings.Dialect.AgeingToken switch
    {
        AgeingToken.Reconnect => ConnectionMachine.SayGoodbye(s, AfterClose.Renew, s.Settings.Dialect.ReconnectCloseCode),
        AgeingToken.InBand => AskLater(s, e.RefreshAfter).After(new PresentToken(s.Epoch)),
        _ => AskLater(s with { KnowsOtherToken = true }, e.RefreshAfter),
    }).After(new Announce(new TokenRefreshed()));

    /// <summary>No other token came: the connection stays, and it is asked again by backoff.</summary>
    public static Transition GoOnWithOld(Connected s, Renewal renewal, TokenNotRenewed e)
    {
        // The same token, and nothing known of its age: there is nothing to wait for.
        if (e is { Reason: null, RetryAfter: null })
        {
            return AskLater(s, null);
        }

        var next = e.Permanent ? null : renewal.AfterFailure();
        TimeSpan? wait = next is null ? null : new[] { s.Settings.Backoff.Wait(next.Failures, e.Stamp.Dice), RetryAfter.Floor(e.RetryAfter), s.Settings.LeastRefresh }.Max();
        ConnectionEffect[] told = e.Reason is null ? [] : [new Announce(new TokenRefreshFailed(e.Reason, wait))];
        ConnectionEffect[] retry = wait is { } after ? [new StartTimer(MachineTimer.Refresh, s.Epoch, after)] : [];
        return new(s with { Renewal = next }, [.. told, .. retry]);
    }

    /// <summary>What it takes to leave a connection whose timer runs.</summary>
    public static ConnectionEffect[] StopRefresh(MachineState s) => s is Connected { Renewal.IsUnderWay: false } ? [new StopTimer(MachineTimer.Refresh)] : [];

    private static bool DependsOnToken(MachineState s) => s.Settings.Dialect.AgeingToken != AgeingToken.Nothing;
}
