using TokenSocket.CloseCodes;
using TokenSocket.Machine;
using TokenSocket.Notices;
using TokenSocket.Reconnecting;
using static TokenSocket.Machine.ConnectionEvent;
using Disconnected = TokenSocket.Notices.Disconnected;

namespace TokenSocket.Core.Tests.Machine;

/// <summary>Plays one machine: what happens to it goes in by name, what it orders and says after the last event can be read.</summary>
internal sealed class Play
{
    public static readonly Uri Gateway = new("wss://gateway.example/v2");

    public static readonly MachineSettings Settings = new()
    {
        Dialect = TestDialect.Instance,
        Gateway = Gateway,
        Backoff = new BackoffSchedule(TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(120)),
    };

    public static readonly DateTimeOffset Midnight = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private Stamp _stamp = new(0, Midnight, TimeSpan.FromHours(7));

    private Play(MachineSettings settings) => State = new MachineState.Idle(settings);

    public MachineState State { get; private set; }

    public IReadOnlyList<ConnectionEffect> Effects { get; private set; } = [];

    public ConnectionStatus Status => State.Status;

    public Streak Streak => ((MachineState.Active)State).Streak;

    /// <summary>What people were told, leaving orders aside.</summary>
    public IReadOnlyList<ConnectionNotice> Notices => [.. Effects.OfType<ConnectionEffect.Announce>().Select(effect => effect.Notice)];

    public Disconnected End => Notices.OfType<Disconnected>().Single();

    public StopReason Stop => Notices.OfType<Stopped>().Single().Reason;

    /// <summary>The wait that has just been ordered.</summary>
    public TimeSpan Delay => Timer(MachineTimer.Retry)!.After;

    public ConnectionEffect.FetchToken? Fetch => Effects.OfType<ConnectionEffect.FetchToken>().SingleOrDefault();

    public Uri? Dialled => Effects.OfType<ConnectionEffect.OpenConnection>().SingleOrDefault()?.Address;

    public static Play Idle(MachineSettings? settings = null) => new(settings ?? Settings);

    public static Play Authorizing(MachineSettings? settings = null) => Idle(settings).Start();

    public static Play Connecting(MachineSettings? settings = null) => Authorizing(settings).Token();

    public static Play Connected(MachineSettings? settings = null) => Connecting(settings).Opened();

    public static Play Stable(MachineSettings? settings = null) => Connected(settings).Fired(MachineTimer.Stable);

    public static Play Waiting(MachineSettings? settings = null) => Connecting(settings).Closed(TestDialect.Lost);

    public static Play Closing(MachineSettings? settings = null) => Stable(settings).StopAsked();

    public static Play Stopped(MachineSettings? settings = null) => Connecting(settings).Closed(TestDialect.Gone);

    public static Play GaveUp() => Connecting(Settings with { MaxAttempts = 1 }).Closed(TestDialect.Lost);

    /// <summary>One play in each state, by its name.</summary>
    public static IEnumerable<TestCaseData<string>> Everywhere =>
        from name in new[] { nameof(Idle), nameof(Authorizing), nameof(Connecting), nameof(Connected), nameof(Waiting), nameof(Closing), nameof(Stopped), nameof(GaveUp) }
        select new TestCaseData<string>(name);

    public static Play In(string name) => name switch
    {
        nameof(Idle) => Idle(),
        nameof(Authorizing) => Authorizing(),
        nameof(Connecting) => Connecting(),
        nameof(Connected) => Connected(),
        nameof(Waiting) => Waiting(),
        nameof(Closing) => Closing(),
        nameof(Stopped) => Stopped(),
        nameof(GaveUp) => GaveUp(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such state."),
    };

    public Play Start() => On(new StartRequested());

    public Play StopAsked() => On(new StopRequested());

    public Play ReconnectAsked() => On(new ReconnectRequested());

    public Play Reloaded(MachineSettings settings, bool reconnect = false) => On(new OptionsChanged(settings, reconnect));

    public Play Token(bool same = false) => On(same ? new TokenReady(State.Epoch, SameAsRejected: true) : new TokenReady(State.Epoch));

    public Play Token(TimeSpan refreshAfter) => On(new TokenReady(State.Epoch, RefreshAfter: refreshAfter));

    public Play Renewed(TimeSpan? refreshAfter) => On(new TokenRenewed(State.Epoch, refreshAfter));

    public Play NotRenewed(string? reason, TimeSpan? retryAfter = null) => On(new TokenNotRenewed(State.Epoch, reason, RetryAfter: retryAfter));

    public Play NotRenewedForGood(string reason) => On(new TokenNotRenewed(State.Epoch, reason, Permanent: true));

    public Play TokenChanged() => On(new TokenChanged());

    public Play TokenExpired() => On(new TokenExpired(State.Epoch));

    public Play NoToken(string reason = "The issuer is away.", TimeSpan? retryAfter = null) => On(new TokenFailed(State.Epoch, reason, RetryAfter: retryAfter));

    public Play NoTokenForGood(string reason = "The client secret is wrong.") => On(new TokenFailed(State.Epoch, reason, Permanent: true));

    public Play Opened() => On(new Opened(State.Epoch));

    public Play Closed(int code, string? reason = null) => Ended(new DisconnectInfo(DisconnectCause.Closed, code, reason));

    public Play Moved(string address) => Closed(TestDialect.Moved, $"REDIRECT:{address}");

    public Play Ended(DisconnectInfo info) => On(new ConnectionEvent.Disconnected(State.Epoch, info));

    public Play Fired(MachineTimer timer) => On(new TimerFired(timer, State.Epoch));

    /// <summary>The wait is over and the token at hand: it dials.</summary>
    public Play Redialled() => Fired(MachineTimer.Retry).Token();

    /// <summary>The outage has outlasted <c>MaxOutage</c>, whichever attempt is under way.</summary>
    public Play OutlastedOutage() => On(new TimerFired(MachineTimer.Outage, ((MachineState.Active)State).Outage!.Epoch));

    public Play Later(TimeSpan by)
    {
        _stamp = _stamp with { Now = _stamp.Now + by, Elapsed = _stamp.Elapsed + by };
        return this;
    }

    public Play WithDice(double dice)
    {
        _stamp = _stamp with { Dice = dice };
        return this;
    }

    public Play On(ConnectionEvent @event)
    {
        (State, Effects) = ConnectionMachine.Step(State, @event with { Stamp = _stamp });
        return this;
    }

    public ConnectionEffect.StartTimer? Timer(MachineTimer timer) =>
        Effects.OfType<ConnectionEffect.StartTimer>().SingleOrDefault(effect => effect.Timer == timer);

    public bool Stops(MachineTimer timer) => Effects.Contains(new ConnectionEffect.StopTimer(timer));

    public bool Aborts(int epoch) => Effects.Contains(new ConnectionEffect.AbortAttempt(epoch));
}
