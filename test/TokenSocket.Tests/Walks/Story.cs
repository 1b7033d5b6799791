using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Walks;

/// <summary>
/// Reads the notices and statuses of one client as a person would, and holds each against those before it: the model of what must be true.
/// </summary>
/// <param name="truth">Where a contradiction goes.</param>
/// <param name="time">The clock.</param>
internal sealed class Story(Truth truth, VirtualTime time) : IObserver<ConnectionNotice>, IObserver<ConnectionStatus>
{
    /// <summary>One attempt, one that comes back at once, one with a fresh token, five redirects.</summary>
    private const int MostDialsAtOnce = 8;

    private readonly List<StopReason> _stops = [];
    private ReconnectVerdict? _verdict;
    private bool _isFirst;
    private bool _hasOutage;
    private TimeSpan? _due;
    private (TimeSpan At, int Count) _burst;

    /// <summary>The kinds of notices that came.</summary>
    public HashSet<Type> Met { get; } = [];

    /// <summary>Whether the program has asked for something that dials, since the last dial.</summary>
    public bool Asked { get; set; }

    /// <summary>Whether a subscriber has called the client since the last look: what it hears of may have happened before its call, or after.</summary>
    public bool WasCalledBack { get; set; }

    /// <summary>Whether the program has asked for a start.</summary>
    public bool AskedToStart { get; set; }

    /// <summary>Whether the program has changed the token.</summary>
    public bool ChangedToken { get; set; }

    public ConnectionStatus Status { get; private set; } = ConnectionStatus.Idle;

    /// <summary>Whether a run is under way.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Whether a connection has been announced, and not its end.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether an attempt has been announced, and neither its success nor its end.</summary>
    public bool IsTrying { get; private set; }

    public int Attempts { get; private set; }

    public int Connections { get; private set; }

    public int Dropped { get; private set; }

    public int Runs { get; private set; }

    /// <summary>Streams that have ended.</summary>
    public int Completed { get; private set; }

    public StopReason? LastStop => _stops.Count > 0 ? _stops[^1] : null;

    /// <summary>Whether the next attempt has a time of its own, so that an earlier one would need a new call.</summary>
    private bool IsWaiting => _due is not null;

    public void OnNext(ConnectionNotice value)
    {
        Met.Add(value.GetType());
        truth.Must(Completed == 0, $"{value} came after the end of the streams.");
        truth.Must(IsRunning || value is OptionsReloaded or OptionsRefused or SendDropped, $"{value} came outside of a run.");
        truth.Must(_verdict != ReconnectVerdict.Never || value is Stopped or OptionsReloaded or OptionsRefused or SendDropped, $"{value} followed a final end.");
        switch (value)
        {
            case Connecting:
                Try();
                break;
            case Connected:
                truth.Must(IsTrying, "Connected came without Connecting.");
                (IsTrying, IsOpen) = (false, true);
                Connections++;
                break;
            case Disconnected end:
                Lose(end);
                break;
            case RetryScheduled retry:
                Schedule(retry);
                break;
            case Redirected:
                truth.Must(_verdict == ReconnectVerdict.AtNewAddress, "Redirected came without such a verdict.");
                break;
            case OutageEnded:
                truth.Must(_hasOutage && IsOpen, "An outage ended that had not begun, or without a connection.");
                _hasOutage = false;
                break;
            case SendDropped dropped:
                Dropped += dropped.Count;
                break;
            case Stopped stopped:
                Stop(stopped.Reason);
                break;
        }
    }

    public void OnNext(ConnectionStatus value)
    {
        truth.Must(Completed == 0, $"{value} came after the end of the streams.");
        if (IsAtRest(Status) && !IsAtRest(value))
        {
            Begin();
        }
        else if (IsAtRest(value) && !IsAtRest(Status))
        {
            truth.Must(_stops.Count == Runs, $"{_stops.Count} runs of {Runs} had ended in Stopped at {value}.");
            truth.Must((LastStop?.Kind == StopKind.Requested) == (value == ConnectionStatus.Idle), $"{value} is not what {LastStop?.Kind} leads to.");
            IsRunning = false;
        }

        Status = value;
    }

    public void OnCompleted() => Completed++;

    public void OnError(Exception error) => truth.Must(false, $"A stream ended with {error}.");

    /// <summary>Holds the status of the client against what the notices say, when everything has been handed out.</summary>
    public void Check(ConnectionStatus current)
    {
        truth.Must(current == Status, $"The client is {current}, and the last status that it told is {Status}.");
        var fits = (IsRunning, IsOpen) switch
        {
            (false, _) => current == (LastStop is null or { Kind: StopKind.Requested } ? ConnectionStatus.Idle : ConnectionStatus.Stopped) || current == ConnectionStatus.Idle,
            (_, true) => current is ConnectionStatus.Connected or ConnectionStatus.Closing,
            _ => current == (_hasOutage ? ConnectionStatus.Reconnecting : ConnectionStatus.Connecting),
        };
        truth.Must(fits, $"The client is {current}; by its notices it is {(IsRunning ? "running" : "at rest")}, {(IsOpen ? "connected" : "not connected")}, {(_hasOutage ? "in" : "in no")} outage.");

        // What was asked is done, unless a goodbye or the token provider holds it up.
        Asked &= current == ConnectionStatus.Closing || (IsRunning && !IsOpen && !IsWaiting);
        AskedToStart &= current == ConnectionStatus.Closing;
        (ChangedToken, WasCalledBack) = (false, false);
    }

    private void Begin()
    {
        truth.Must(
            AskedToStart || (ChangedToken && Status == ConnectionStatus.Stopped && LastStop?.Kind == StopKind.Verdict),
            $"A run began from {Status} without a start.");
        (IsRunning, _isFirst, _verdict, _due, _hasOutage) = (true, true, null, null, false);
        Runs++;
    }

    private void Try()
    {
        var maySoon = _verdict is ReconnectVerdict.Immediately or ReconnectVerdict.WithFreshToken or ReconnectVerdict.AtNewAddress;
        truth.Must(!IsOpen, "Connecting came while there was a connection.");
        truth.Must(Asked || WasCalledBack || _isFirst || maySoon || _due <= time.Elapsed, $"Connecting came at {time.Elapsed} without a reason; the verdict was {_verdict}, due {_due}.");
        _burst = _burst.At == time.Elapsed && !Asked && !WasCalledBack ? (_burst.At, _burst.Count + 1) : (time.Elapsed, 1);
        truth.Must(_burst.Count <= MostDialsAtOnce, $"{_burst.Count} attempts in no time.");
        (_isFirst, _verdict, _due, Asked, IsTrying) = (false, null, null, false, true);
        Attempts++;
    }

    private void Lose(Disconnected end)
    {
        truth.Must(IsOpen || IsTrying || end.Info.Cause == DisconnectCause.TokenUnavailable, $"{end.Info} ended nothing.");
        var isRequested = end.Info.Cause == DisconnectCause.Requested;
        truth.Must(!isRequested || (IsOpen && end.Verdict is ReconnectVerdict.Never or ReconnectVerdict.Immediately), $"{end.Verdict} after an end that was asked for.");
        _hasOutage |= !isRequested && end.Verdict != ReconnectVerdict.Never;
        (IsOpen, IsTrying, _verdict, _due) = (false, false, end.Verdict, null);
    }

    private void Schedule(RetryScheduled retry)
    {
        truth.Must(_verdict == ReconnectVerdict.AfterBackoff && !IsOpen && !IsTrying, $"{retry} came after the verdict {_verdict}.");
        truth.Must(IsWaiting || retry.Delay >= Menu.LeastWait, $"{retry} is too soon.");
        truth.Must(retry.At == time.GetUtcNow() + retry.Delay, $"{retry} was told at {time.GetUtcNow():O}.");
        _due = time.Elapsed + retry.Delay;
    }

    private void Stop(StopReason reason)
    {
        truth.Must(!IsOpen, "Stopped came before the connection had ended.");
        _stops.Add(reason);
        truth.Must(_stops.Count == Runs, $"{_stops.Count} runs of {Runs} had ended.");
        (IsTrying, _verdict, _due, _hasOutage) = (false, null, null, false);
    }

    private static bool IsAtRest(ConnectionStatus status) => status is ConnectionStatus.Idle or ConnectionStatus.Stopped;
}
