using System.Diagnostics;
using TokenSocket.CloseCodes;
using TokenSocket.Machine;
using TokenSocket.Reconnecting;
using static TokenSocket.Machine.ConnectionEvent;

namespace TokenSocket.Core.Tests.Machine;

/// <summary>One event offered to one reachable state, and what came of it.</summary>
internal sealed record Step(MachineState From, Surroundings Around, ConnectionEvent Event, MachineState To, IReadOnlyList<ConnectionEffect> Effects, Surroundings Then)
{
    public bool ChangesNothing => ReferenceEquals(From, To) && Effects.Count == 0;

    public IEnumerable<T> Orders<T>()
        where T : ConnectionEffect => Effects.OfType<T>();

    public override string ToString() => $"{From} x {Event} -> {To}: {string.Join(", ", Effects)}; {Then}";
}

/// <summary>
/// Every state that can be reached from rest within a few epochs, breadth first, with every event offered to each,
/// also those that a good shell would never post there.
/// </summary>
internal sealed class Walk
{
    private const int Epochs = 4;
    private const int FaultsShown = 5;

    /// <summary>Ten times as many as there are: a machine that reuses an epoch would be walked for ever.</summary>
    private const int StatesAtMost = 100_000;

    private static readonly DisconnectInfo[] Ends =
    [
        new(DisconnectCause.Dropped, TestDialect.Lost),
        new(DisconnectCause.Closed, TestDialect.AtOnce),
        new(DisconnectCause.Closed, TestDialect.Rejected),
        new(DisconnectCause.Closed, TestDialect.Moved, "REDIRECT:wss://us-east.example.net/"),
        new(DisconnectCause.Closed, TestDialect.Moved, "REDIRECT:wss://evil.example/"),
        new(DisconnectCause.Closed, TestDialect.Gone),
        new(DisconnectCause.Closed, TestDialect.Duplicate),
        new(DisconnectCause.Closed, TestDialect.Full),
        new(DisconnectCause.Closed, CloseCode.NormalClosure),
        new(DisconnectCause.Refused, HttpStatus: 503, RetryAfter: TimeSpan.FromDays(1)),
        new(DisconnectCause.InBand, int.MaxValue),
    ];

    private readonly HashSet<(MachineState, Surroundings)> _seen = [];
    private readonly Queue<(MachineState State, Surroundings Around)> _ahead = [];
    private readonly MachineSettings[] _settings;
    private readonly Dictionary<string, List<string>> _faults = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, Func<Step, bool>> _rules;

    public Walk(int? maxAttempts, IReadOnlyDictionary<string, Func<Step, bool>> rules)
    {
        _rules = rules;
        var settings = Play.Settings with
        {
            MaxRedirects = 2,
            MaxAttempts = maxAttempts,
            MaxOutage = TimeSpan.FromHours(1),
            Dialect = TestDialect.Instance with { AgeingToken = AgeingToken.Reconnect },
        };
        var otherwise = settings with
        {
            MaxOutage = null,
            ReconnectOnDuplicateConnection = true,
            Backoff = new BackoffSchedule(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)),
            Dialect = settings.Dialect with { AgeingToken = AgeingToken.InBand },
        };
        _settings = [settings, otherwise];
        var watch = Stopwatch.StartNew();
        Visit(new MachineState.Idle(settings), new Surroundings());
        while (_ahead.TryDequeue(out var next))
        {
            Offer(next.State, next.Around);
        }

        Elapsed = watch.Elapsed;
    }

    public TimeSpan Elapsed { get; }

    public int Steps { get; private set; }

    public int States => _seen.Count;

    public HashSet<Type> StatesReached { get; } = [];

    /// <summary>The events that changed something somewhere.</summary>
    public HashSet<Type> EventsHeeded { get; } = [];

    public IReadOnlyList<string> FaultsOf(string rule) => _faults.GetValueOrDefault(rule) ?? [];

    private void Offer(MachineState state, Surroundings around)
    {
        foreach (var @event in EventsFor(state))
        {
            var transition = ConnectionMachine.Step(state, @event);
            var step = new Step(state, around, @event, transition.State, transition.Effects, around.After(state, @event, transition));
            Steps++;
            Check(step);
            if (!step.ChangesNothing)
            {
                EventsHeeded.Add(@event.GetType());
            }

            Visit(step.To, step.Then);
        }
    }

    private void Visit(MachineState state, Surroundings around)
    {
        StatesReached.Add(state.GetType());
        if (state.Epoch <= Epochs && _seen.Add((state, around)))
        {
            _ahead.Enqueue((state, around));
            Assert.That(_seen, Has.Count.LessThan(StatesAtMost), "The walk has no end: some state grows without a new epoch.");
        }
    }

    private void Check(Step step)
    {
        foreach (var (name, holds) in _rules)
        {
            if (holds(step))
            {
                continue;
            }

            if (!_faults.TryGetValue(name, out var found))
            {
                _faults[name] = found = [];
            }

            if (found.Count < FaultsShown)
            {
                found.Add(step.ToString());
            }
        }
    }

    private IEnumerable<ConnectionEvent> EventsFor(MachineState state) =>
    [
        new StartRequested(),
        new StopRequested(),
        new ReconnectRequested(),
        new TokenChanged(),
        .. from settings in _settings from reconnect in new[] { false, true } select new OptionsChanged(settings, reconnect),
        new OptionsChanged(_settings[1], Reconnect: true, OtherToken: true),
        .. EventsOf(state.Epoch),
        .. EventsOf(state.Epoch - 1),
        .. EventsOf(state.Epoch + 1),
        .. from epoch in Enumerable.Range(0, state.Epoch + 2) select new TimerFired(MachineTimer.Outage, epoch),
    ];

    private static IEnumerable<ConnectionEvent> EventsOf(int epoch) =>
    [
        new TokenReady(epoch),
        new TokenReady(epoch, SameAsRejected: true),
        new TokenReady(epoch, RefreshAfter: TimeSpan.Zero),
        new TokenFailed(epoch, "away"),
        new TokenFailed(epoch, "for good", Permanent: true),
        new TokenFailed(epoch, "busy", RetryAfter: TimeSpan.FromDays(1)),
        new TokenRenewed(epoch),
        new TokenRenewed(epoch, TimeSpan.Zero),
        new TokenExpired(epoch),
        new TokenNotRenewed(epoch),
        new TokenNotRenewed(epoch, "away", RetryAfter: TimeSpan.FromDays(1)),
        new TokenNotRenewed(epoch, "for good", Permanent: true),
        new Opened(epoch),
        .. Ends.Select(end => new Disconnected(epoch, end)),
        new TimerFired(MachineTimer.Open, epoch),
        new TimerFired(MachineTimer.Stable, epoch),
        new TimerFired(MachineTimer.Retry, epoch),
        new TimerFired(MachineTimer.CloseGrace, epoch),
        new TimerFired(MachineTimer.Refresh, epoch),
    ];
}
