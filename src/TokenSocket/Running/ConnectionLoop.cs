using System.Collections.Concurrent;
using System.IO.Pipelines;
using TokenSocket.Machine;
using TokenSocket.Notices;
using TokenSocket.Running.Sessions;

namespace TokenSocket.Running;

/// <summary>Feeds events to the machine one at a time, has its orders carried out, and keeps the run's task.</summary>
internal sealed class ConnectionLoop : IEventSink
{
    private readonly Mailbox<Posted> _mailbox;
    private readonly EffectRunner _runner;
    private readonly Delivery _delivery;
    private readonly Journal _journal;
    private readonly ConcurrentQueue<Action> _deferred = new();
    private readonly Waiters _waiters = new();
    private readonly PipeScheduler _scheduler;
    private readonly TimeProvider _time;
    private readonly Func<double> _dice;
    private readonly long _origin;
    private readonly IDisposable? _tokenChanges;
    private volatile MachineState _state;
    private volatile bool _retired;
    private volatile Run _run;

    public ConnectionLoop(LoopParts parts, MachineSettings settings, OutgoingQueue outgoing, SessionDesk desk, Delivery delivery, Journal journal)
    {
        (_scheduler, _time, _dice, _delivery, _journal) = (parts.Scheduler, parts.Time, parts.Dice, delivery, journal);
        _origin = _time.GetTimestamp();
        _state = new MachineState.Idle(settings);
        _run = new Run(_time);
        _mailbox = new Mailbox<Posted>(Handle, LetGo);
        _runner = new EffectRunner(parts.Tokens, parts.Transports, parts.Discovery, parts.Time, _scheduler, new LiveParts(outgoing, delivery.Queue, desk, parts.Meter, parts.Time), this);
        _tokenChanges = parts.Tokens.OnChange(() => Post(new ConnectionEvent.TokenChanged()));
    }

    public ConnectionStatus Status => _state.Status;

    /// <summary>The current run; the last one while none is under way; the first one before that.</summary>
    public Run Run => _run;

    public void Configure(AttemptSettings settings) => _runner.Configure(settings);

    public void Post(ConnectionEvent @event) => _mailbox.Post(new Posted(Stamped(@event)));

    /// <summary>Completes once the machine has taken note.</summary>
    public Task PostAsync(ConnectionEvent @event)
    {
        var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _mailbox.Post(new Posted(Stamped(@event), handled));
        return handled.Task;
    }

    /// <summary>Takes the event without handling it; where true comes back the caller must call <see cref="Drain"/>.</summary>
    public bool Add(ConnectionEvent @event) => _mailbox.Add(new Posted(Stamped(@event)));

    public void Drain() => _mailbox.Drain();

    /// <summary>Completes with the first state that will do, be it the present one.</summary>
    public Task<MachineState> WaitAsync(Func<MachineState, bool> holds) => _waiters.WaitAsync(() => _state, holds);

    public void Defer(Action work) => _deferred.Enqueue(work);

    public void Announce(ConnectionNotice notice)
    {
        _journal.Add(notice);
        _delivery.Add(notice, _state.Epoch);
        if (notice is Stopped stopped)
        {
            _run.End(stopped.Reason);
            CompleteLast(_run);
        }
    }

    /// <summary>Tells people something that is not the machine's. Call it outside the mailbox.</summary>
    public void AnnounceNow(ConnectionNotice notice)
    {
        Announce(notice);
        LetGo();
    }

    /// <summary>From now on nothing starts a run any more, nor turns a goodbye into a new start.</summary>
    public void Retire() => _retired = true;

    /// <summary>Ends all streams, and a run that never began. Call it at rest and retired.</summary>
    public void Complete()
    {
        if (_run.Reason is null)
        {
            _run.End(StopReasons.Requested(_state.Settings.Dialect));
            CompleteLast(_run);
        }

        _journal.Complete();
        _delivery.Complete();
        LetGo();
        StopListening();
    }

    private void StopListening()
    {
        try
        {
            _tokenChanges?.Dispose();
        }
        catch (Exception)
        {
            // A provider's own; the client is at its end, and its dispose never throws.
        }
    }

    private void Handle(Posted posted)
    {
        var before = _state;
        var (after, effects) = _retired && (IsAtRest(before) || posted.Event is ConnectionEvent.StartRequested)
            ? new Transition(before)
            : ConnectionMachine.Step(before, posted.Event);
        if (IsAtRest(before) && !IsAtRest(after) && _run.Reason is not null)
        {
            _run = new Run(_time);
        }

        _state = after;
        foreach (var effect in effects)
        {
            _runner.Run(effect);
        }

        if (after.Status != before.Status)
        {
            _delivery.Add(after.Status);
        }

        _waiters.Tell(after);
        posted.Handled?.SetResult();
    }

    /// <summary>Its task completes when the end is on record and subscribers have been told.</summary>
    private void CompleteLast(Run run) => _journal.Add(() =>
    {
        _delivery.Add(run.Complete);
        _delivery.Resume();
    });

    private void LetGo()
    {
        while (_deferred.TryDequeue(out var work))
        {
            _scheduler.Schedule(static work => ((Action)work!)(), work);
        }

        _journal.Resume();
        _delivery.Resume();
    }

    private ConnectionEvent Stamped(ConnectionEvent @event) => @event with
    {
        Stamp = new Stamp(_dice(), _time.GetUtcNow(), _time.GetElapsedTime(_origin)),
    };

    private static bool IsAtRest(MachineState state) => state is MachineState.Idle or MachineState.Stopped;
}
