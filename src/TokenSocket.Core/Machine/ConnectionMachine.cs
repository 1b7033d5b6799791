using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Notices;
using static TokenSocket.Machine.ConnectionEffect;
using static TokenSocket.Machine.ConnectionEvent;
using static TokenSocket.Machine.MachineState;
using Connected = TokenSocket.Machine.MachineState.Connected;
using Connecting = TokenSocket.Machine.MachineState.Connecting;
using Disconnected = TokenSocket.Machine.ConnectionEvent.Disconnected;
using Stopped = TokenSocket.Machine.MachineState.Stopped;

namespace TokenSocket.Machine;

/// <summary>Decides what a client does, whatever happens. Pure and total: an event that means nothing here changes nothing.</summary>
internal static class ConnectionMachine
{
    public static Transition Step(MachineState state, ConnectionEvent @event) => (state, @event) switch
    {
        (_, { OfEpoch: { } epoch }) when epoch != state.Epoch => Stay(state),
        (Active { Outage: not null } s, OptionsChanged e) when e.Settings.MaxOutage != s.Settings.MaxOutage => Retime(s, s.Outage, e),

        (Idle or Stopped, StartRequested) => Begin(state),
        (Stopped { Reason.Kind: StopKind.Verdict } s, TokenChanged) => BeginAnew(s),
        (Stopped { Reason.Kind: StopKind.Verdict } s, OptionsChanged { OtherToken: true } e) => BeginAnew(s with { Settings = e.Settings }),
        (Stopped, StopRequested) => new(new Idle(state.Settings, state.Epoch)),

        (Authorizing s, TokenReady e) => e.SameAsRejected && s.Streak.Rejection is { } end ? Stop(s, end) : Dial(s, e),
        (Authorizing s, TokenFailed e) => LoseToken(s, e),
        (Connecting s, Opened e) => Settle(s, e.Stamp),
        (Connecting s, TimerFired { Timer: MachineTimer.Open } e) => TimeOut(s, e.Stamp),
        (Connecting or Connected, Disconnected e) => End((Active)state, Decide((Active)state, e.Info), e.Stamp),
        (Connected s, TimerFired { Timer: MachineTimer.Stable } e) => Forgive(s, e.Stamp),
        (Connected { Renewal.IsUnderWay: false } s, TimerFired { Timer: MachineTimer.Refresh }) => TokenRenewal.AskForNext(s),
        (Connected { KnowsOtherToken: false, Settings.Dialect.AgeingToken: not AgeingToken.Nothing, Renewal: null or { IsUnderWay: false } } s, TokenChanged) => TokenRenewal.AskSoon(s),
        (Connecting or Connected, TokenChanged) => new((Active)state with { KnowsOtherToken = true }),
        (Connected { KnowsOtherToken: false, Settings.Dialect.AgeingToken: AgeingToken.InBand, Renewal: null or { IsUnderWay: false } } s, TokenExpired) => TokenRenewal.AskSoon(s),
        (Connected { Renewal.IsUnderWay: true } s, TokenRenewed e) => TokenRenewal.Renew(s, e),
        (Connected { Renewal.IsUnderWay: true } s, TokenNotRenewed e) => TokenRenewal.GoOnWithOld(s, s.Renewal, e),
        (Waiting s, TimerFired { Timer: MachineTimer.Retry }) => Retry(s),
        (Waiting s, ReconnectRequested) => Retry(s),

        (Active { Outage: { } outage, Settings.MaxOutage: not null } s, TimerFired { Timer: MachineTimer.Outage } e) when e.Epoch == outage.Epoch => OutlastOutage(s, outage),

        (Connected s, StopRequested) => SayGoodbye(s, AfterClose.Rest, CloseCode.NormalClosure),
        (Connected s, ReconnectRequested) => SayGoodbye(s, AfterClose.Renew, s.Settings.Dialect.ReconnectCloseCode),
        (Connected s, OptionsChanged { Reconnect: true } e) => SayGoodbye(s with { Settings = e.Settings }, AfterClose.StartOver, s.Settings.Dialect.ReconnectCloseCode),

        (Closing s, StopRequested) => new(s with { Then = AfterClose.Rest }),
        (Closing s, StartRequested) => new(s with { Then = s.Then == AfterClose.Rest ? AfterClose.StartOver : s.Then }),
        (Closing { Then: not AfterClose.Rest } s, OptionsChanged { Reconnect: true } e) => new(s with { Settings = e.Settings, Then = AfterClose.StartOver }),
        (Closing s, Disconnected e) => Part(s, e.Info),
        (Closing s, TimerFired { Timer: MachineTimer.CloseGrace }) => Part(s, new(DisconnectCause.Requested, CloseCode.AbnormalClosure)),

        (Authorizing or Connecting or Waiting, StopRequested) => Stop((Active)state, StopReasons.Requested(state.Settings.Dialect)),
        (Authorizing or Connecting or Waiting, OptionsChanged { Reconnect: true } e) => StartOver((Active)state, e.Settings),
        (Waiting s, OptionsChanged e) => CutWait(s with { Settings = e.Settings }, e.Stamp),
        (_, OptionsChanged e) => new(state with { Settings = e.Settings }),

        _ => Stay(state),
    };

    private static Transition Stay(MachineState state) => new(state);

    private static Transition Begin(MachineState state) =>
        Authorize(state, Streak.Clean, outage: null, TokenReason.First);

    private static Transition BeginAnew(Stopped s) => s.Rejection is null
        ? Begin(s)
        : Authorize(s, Streak.Clean with { Rejection = s.Rejection }, outage: null, TokenReason.Rejected);

    private static Transition Authorize(MachineState state, Streak streak, Outage? outage, TokenReason why, Uri? redirect = null)
    {
        var epoch = state.Epoch + 1;
        var counted = streak with { Tries = streak.Tries + 1 };
        var longer = outage is null ? null : outage with { Attempts = outage.Attempts + 1 };
        return new(new Authorizing(state.Settings, epoch, counted, longer, why, redirect), new FetchToken(epoch, why));
    }

    private static Transition Dial(Authorizing s, TokenReady e)
    {
        var address = s.Redirect ?? s.Settings.Gateway;
        var dialled = new Transition(
            new Connecting(s.Settings, s.Epoch, s.Streak with { Rejection = null }, s.Outage, address, e.Stamp.Elapsed + e.RefreshAfter),
            new Announce(new Notices.Connecting(s.Streak.Attempt)),
            new OpenConnection(s.Epoch, address),
            new StartTimer(MachineTimer.Open, s.Epoch, s.Settings.ConnectTimeout));
        // A run that begins with another token than the one that was rejected before it has nothing to replace.
        return s.Streak is { Rejection: not null, Failures: > 0 } ? dialled.After(new Announce(new TokenRefreshed())) : dialled;
    }

    private static Transition LoseToken(Authorizing s, TokenFailed e)
    {
        var info = new DisconnectInfo(DisconnectCause.TokenUnavailable, Reason: e.Reason, RetryAfter: e.RetryAfter);
        return End(s, e.Permanent ? Decision.Final(info, s.Settings) : Decide(s, info), e.Stamp);
    }

    private static Transition Settle(Connecting s, Stamp stamp)
    {
        var settled = new Connected(s.Settings, s.Epoch, s.Streak, s.Outage, s.Address) { KnowsOtherToken = s.KnowsOtherToken };
        return TokenRenewal.AskLater(settled, s.RefreshAt - stamp.Elapsed).After(
            new StopTimer(MachineTimer.Open),
            new Announce(new Notices.Connected()),
            new StartTimer(MachineTimer.Stable, s.Epoch, s.Settings.StableAfter));
    }

    private static Transition Forgive(Connected s, Stamp stamp) => new(
        s with { Streak = Streak.Clean, Outage = null },
        s.Outage is null
            ? []
            : [new StopTimer(MachineTimer.Outage), new Announce(new OutageEnded(stamp.Elapsed - s.Outage.Since, s.Outage.Attempts))]);

    private static Transition TimeOut(Connecting s, Stamp stamp) =>
        End(s, Decide(s, new DisconnectInfo(DisconnectCause.TimedOut)), stamp).After(new AbortAttempt(s.Epoch));

    private static Transition Retry(Waiting s) =>
        Authorize(s, s.Streak, s.Outage, s.Streak.Rejection is null ? TokenReason.Reconnect : TokenReason.Rejected)
            .After(new StopTimer(MachineTimer.Retry));

    private static Decision Decide(Active s, DisconnectInfo info) => Decision.About(info, s.Settings, s.Streak, AddressOf(s));

    private static Transition End(Active s, Decision decision, Stamp stamp)
    {
        var end = decision.End;
        ConnectionEffect[] told =
        [
            .. TokenRenewal.StopRefresh(s),
            new StopTimer(s is Connected ? MachineTimer.Stable : MachineTimer.Open),
            new Announce(end),
        ];
        if (end.Verdict == ReconnectVerdict.Never)
        {
            return Stop(s, end).After(told);
        }

        var streak = s.Streak.After(end);
        if (s.Outage?.Expired == true || streak.Tries >= s.Settings.MaxAttempts)
        {
            return Stop(s, StopReasons.GaveUp(end, streak, s.Settings)).After(told);
        }

        var outage = s.Outage ?? new Outage(s.Epoch, stamp.Elapsed, streak.Tries);
        var watch = s.Outage is null && s.Settings.MaxOutage is { } longest
            ? new ConnectionEffect[] { new StartTimer(MachineTimer.Outage, s.Epoch, longest) }
            : [];
        return GoOn(s, decision, streak, outage, stamp).After([.. told, .. watch]);
    }

    private static Transition GoOn(Active s, Decision decision, Streak streak, Outage outage, Stamp stamp)
    {
        switch (decision.End.Verdict)
        {
            case ReconnectVerdict.Immediately:
                return Authorize(s, streak, outage, TokenReason.Reconnect);
            case ReconnectVerdict.WithFreshToken:
                return Authorize(s, streak, outage, TokenReason.Rejected);
            case ReconnectVerdict.AtNewAddress:
                return Authorize(s, streak, outage, TokenReason.Redirected, decision.Redirect)
                    .After(new Announce(Redirected.Between(AddressOf(s), decision.Redirect!)));
            default:
                return Wait(s, decision.End, streak, outage, stamp);
        }
    }

    private static Transition Wait(Active s, Notices.Disconnected end, Streak streak, Outage outage, Stamp stamp)
    {
        var floor = Longer(end.Rule.AtLeast, Reconnecting.RetryAfter.Floor(end.Info.RetryAfter));
        var delay = Longer(s.Settings.Backoff.Wait(streak.Waits, stamp.Dice), floor);
        return new(
            new Waiting(s.Settings, s.Epoch, streak, outage, stamp.Elapsed, delay, floor),
            new Announce(new RetryScheduled(delay, streak.Attempt, stamp.Now + delay)),
            new StartTimer(MachineTimer.Retry, s.Epoch, delay));
    }

    private static Transition CutWait(Waiting s, Stamp stamp)
    {
        var delay = Shorter(s.Delay, Longer(s.Settings.Backoff.Max, s.Floor));
        if (delay == s.Delay)
        {
            return new(s);
        }

        var left = Longer(delay - (stamp.Elapsed - s.Since), TimeSpan.Zero);
        return new(
            s with { Delay = delay },
            new Announce(new RetryScheduled(left, s.Streak.Attempt, stamp.Now + left)),
            new StartTimer(MachineTimer.Retry, s.Epoch, left));
    }

    /// <summary>The new maximum counts from the beginning of the outage; all else that the options change follows.</summary>
    private static Transition Retime(Active s, Outage outage, OptionsChanged e)
    {
        var timed = s with { Settings = s.Settings with { MaxOutage = e.Settings.MaxOutage }, Outage = outage with { Expired = false } };
        ConnectionEffect watch = e.Settings.MaxOutage is { } longest
            ? new StartTimer(MachineTimer.Outage, outage.Epoch, Longer(longest - (e.Stamp.Elapsed - outage.Since), TimeSpan.Zero))
            : new StopTimer(MachineTimer.Outage);
        return Step(timed, e).After(watch);
    }

    private static Transition OutlastOutage(Active s, Outage outage) => s is Connected or Closing
        ? new(s with { Outage = outage with { Expired = true } })
        : Stop(s, StopReasons.GaveUp(s.Settings));

    internal static Transition SayGoodbye(Connected s, AfterClose then, int code) => new Transition(
        new Closing(s.Settings, s.Epoch, s.Streak, s.Outage, then),
        new StopTimer(MachineTimer.Stable),
        new CloseConnection(s.Epoch, code),
        new StartTimer(MachineTimer.CloseGrace, s.Epoch, s.Settings.CloseTimeout)).After(TokenRenewal.StopRefresh(s));

    private static Transition Part(Closing s, DisconnectInfo info)
    {
        // By its cause alone: the code that came back is the answer to our own goodbye, and some dialects stop for it.
        var rule = s.Settings.Dialect.Find(new DisconnectInfo(DisconnectCause.Requested));
        var verdict = s.Then == AfterClose.Rest ? ReconnectVerdict.Never : ReconnectVerdict.Immediately;
        var told = new ConnectionEffect[]
        {
            new StopTimer(MachineTimer.CloseGrace),
            new AbortAttempt(s.Epoch),
            new Announce(new Notices.Disconnected(info with { Cause = DisconnectCause.Requested }, rule, verdict)),
        };
        var next = s.Then == AfterClose.Rest
            ? Stop(s, StopReasons.Requested(s.Settings.Dialect))
            : Authorize(s, s.Then == AfterClose.Renew ? s.Streak.WithoutLastTry() : Streak.Clean, s.Outage, TokenReason.Reconnect);
        return next.After(told);
    }

    private static Transition StartOver(Active s, MachineSettings settings) =>
        Authorize(s with { Settings = settings }, Streak.Clean, s.Outage, TokenReason.Reconnect).After(Quit(s));

    private static Transition Stop(Active s, Notices.Disconnected end)
    {
        var (state, effects) = Stop(s, StopReasons.Verdict(end));
        var stopped = (Stopped)state with { Rejection = end.Info.Cause == DisconnectCause.TokenUnavailable ? null : end };
        return s.KnowsOtherToken || s is Connected { Renewal.IsUnderWay: true } ? new(stopped, [.. effects, new RepeatTokenChange()]) : new(stopped, effects);
    }

    private static Transition Stop(Active s, StopReason reason) => new(
        reason.Kind == StopKind.Requested ? new Idle(s.Settings, s.Epoch) : new Stopped(s.Settings, s.Epoch, reason),
        [.. Quit(s), .. s.Outage is null ? Array.Empty<ConnectionEffect>() : [new StopTimer(MachineTimer.Outage)], new Announce(new Notices.Stopped(reason))]);

    /// <summary>What it takes to leave a state in which no connection is open.</summary>
    private static ConnectionEffect[] Quit(Active s) => s switch
    {
        Authorizing => [new AbortAttempt(s.Epoch)],
        Connecting => [new StopTimer(MachineTimer.Open), new AbortAttempt(s.Epoch)],
        Waiting => [new StopTimer(MachineTimer.Retry)],
        _ => [],
    };

    private static Uri AddressOf(Active s) => s switch
    {
        Connecting c => c.Address,
        Connected c => c.Address,
        _ => s.Settings.Gateway,
    };

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
