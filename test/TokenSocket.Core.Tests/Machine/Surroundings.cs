using TokenSocket.CloseCodes;
using TokenSocket.Machine;
using static TokenSocket.Machine.ConnectionEffect;
using static TokenSocket.Machine.ConnectionEvent;
using Disconnected = TokenSocket.Machine.ConnectionEvent.Disconnected;

namespace TokenSocket.Core.Tests.Machine;

/// <summary>What a shell has under way when it obeys every order: the question for a token, the socket, and the timers, each by its epoch.</summary>
internal sealed record Surroundings
{
    public int? Fetching { get; init; }

    public int? Socket { get; init; }

    public int? Open { get; init; }

    public int? Stable { get; init; }

    public int? Retry { get; init; }

    public int? CloseGrace { get; init; }

    public int? Outage { get; init; }

    public int? Refresh { get; init; }

    /// <summary>The connection for which the next token is asked for.</summary>
    public int? Renewing { get; init; }

    /// <summary>The highest epoch in which a token was asked for, and a connection opened.</summary>
    public int LastFetch { get; init; }

    public int LastOpen { get; init; }

    /// <summary>Fresh tokens asked for since the last stable connection, start, change of options, or end of another kind with a wait after it.</summary>
    public int FreshTokens { get; init; }

    /// <summary>The order that no shell could obey.</summary>
    public string? Fault { get; init; }

    /// <summary>Nothing runs that could ever post another event.</summary>
    public bool AreStill => Fetching is null && Socket is null && Renewing is null && !TicksAny;

    public bool TicksAny => Enum.GetValues<MachineTimer>().Any(timer => Of(timer) is not null);

    public int? Of(MachineTimer timer) => timer switch
    {
        MachineTimer.Open => Open,
        MachineTimer.Stable => Stable,
        MachineTimer.Retry => Retry,
        MachineTimer.CloseGrace => CloseGrace,
        MachineTimer.Refresh => Refresh,
        _ => Outage,
    };

    public Surroundings After(MachineState before, ConnectionEvent @event, Transition transition)
    {
        var clean = IsFreshStart(before, @event);
        return transition.Effects.Aggregate(Happened(@event) with { FreshTokens = clean ? 0 : FreshTokens }, (now, effect) => now.Obey(effect));
    }

    private static bool IsFreshStart(MachineState before, ConnectionEvent @event) => (before, @event) switch
    {
        (not MachineState.Active, _) => true,
        (_, OptionsChanged { Reconnect: true }) => true,
        (MachineState.Connected s, TimerFired { Timer: MachineTimer.Stable } e) => e.Epoch == s.Epoch,
        (MachineState.Closing { Then: AfterClose.Rest }, StartRequested) => true,
        _ => false,
    };

    private Surroundings Happened(ConnectionEvent @event) => @event switch
    {
        TokenReady or TokenFailed when @event.OfEpoch == Fetching => this with { Fetching = null },
        TokenRenewed or TokenNotRenewed when @event.OfEpoch == Renewing => this with { Renewing = null },
        Disconnected e when e.Epoch == Socket => this with { Socket = null, Renewing = null },
        TimerFired e when e.Epoch == Of(e.Timer) => With(e.Timer, null),
        _ => this,
    };

    private Surroundings Obey(ConnectionEffect effect) => effect switch
    {
        FetchToken e when Fetching is not null || Socket is not null => this with { Fault = $"{e} while another attempt is under way" },
        FetchToken e when e.Epoch <= LastFetch => this with { Fault = $"{e} again" },
        FetchToken e => this with { Fetching = e.Epoch, LastFetch = e.Epoch },
        OpenConnection e when Socket is not null => this with { Fault = $"{e} while another is open" },
        OpenConnection e when e.Epoch <= LastOpen => this with { Fault = $"{e} again" },
        OpenConnection e => this with { Socket = e.Epoch, LastOpen = e.Epoch },
        CloseConnection e when e.Epoch != Socket => this with { Fault = $"{e}, which is not open" },
        CloseConnection => this with { Renewing = null },
        RenewToken e when e.Epoch != Socket => this with { Fault = $"{e}, which is not open" },
        RenewToken e when Renewing is not null || Refresh is not null => this with { Fault = $"{e} while it is under way" },
        RenewToken e => this with { Renewing = e.Epoch },
        PresentToken e when e.Epoch != Socket => this with { Fault = $"{e}, which is not open" },
        AbortAttempt e => this with
        {
            Fetching = Fetching == e.Epoch ? null : Fetching,
            Socket = Socket == e.Epoch ? null : Socket,
            Renewing = Renewing == e.Epoch ? null : Renewing,
        },
        StartTimer e when e.After < TimeSpan.Zero => this with { Fault = $"{e} in the past" },
        StartTimer e when Of(e.Timer) is { } other && other != e.Epoch => this with { Fault = $"{e} while that of {other} runs" },
        StartTimer e => With(e.Timer, e.Epoch),
        StopTimer e => With(e.Timer, null),
        Announce { Notice: TokenSocket.Notices.Disconnected { Verdict: ReconnectVerdict.WithFreshToken } } => this with { FreshTokens = FreshTokens + 1 },
        Announce { Notice: TokenSocket.Notices.Disconnected { Verdict: ReconnectVerdict.AfterBackoff, Info.Cause: not DisconnectCause.TokenUnavailable } } => this with { FreshTokens = 0 },
        _ => this,
    };

    private Surroundings With(MachineTimer timer, int? epoch) => timer switch
    {
        MachineTimer.Open => this with { Open = epoch },
        MachineTimer.Stable => this with { Stable = epoch },
        MachineTimer.Retry => this with { Retry = epoch },
        MachineTimer.CloseGrace => this with { CloseGrace = epoch },
        MachineTimer.Refresh => this with { Refresh = epoch },
        _ => this with { Outage = epoch },
    };
}
