using System.Diagnostics.CodeAnalysis;
using System.Reactive;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Walks;

/// <summary>One client on fakes, what was asked of it, and what must be true of it after each step.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "End disposes the client, which is part of what is tested.")]
internal sealed class Stage
{
    private static readonly TimeSpan LongestGoodbye = Menu.CloseTimeout + TimeSpan.FromSeconds(1);

    private readonly Truth _truth = new();
    private readonly ServerSide _server;
    private readonly VirtualTime _time;
    private readonly TokenSocketClient _client;
    private readonly Story _story;
    private readonly Sends _sends;
    private readonly Calls _calls;
    private readonly Queue<Step> _inCallbacks = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private CancellationTokenSource _patience = new();
    private Task _connect = Task.CompletedTask;
    private TimeSpan? _idleBy;
    private int _leastRuns;
    private bool _isDisposed;

    public Stage(VirtualTime time, int kind)
    {
        _time = time;
        _server = new ServerSide(Menu.HasProvider(kind));
        _client = new TokenSocketClient(Menu.Options(kind), Inline.Services(_server.Gateway, time, _server.Tokens));
        _story = new Story(_truth, time);
        _sends = new Sends(_truth, _server.Gateway);
        _calls = new Calls(_truth, time);
        _client.Notices.Subscribe(_story);
        _client.Status.Subscribe(_story);
        _client.Messages.Subscribe(new MessageOrder(_truth, _story));
        _client.Notices.Subscribe(Observer.Create<ConnectionNotice>(_ => CallBack()));
    }

    /// <summary>The kinds of notices that came.</summary>
    public IEnumerable<Type> Met => _story.Met;

    /// <summary>Plays one step, or has a subscriber play it, and looks at everything.</summary>
    public void Play(Step step)
    {
        if (step.InCallback)
        {
            _inCallbacks.Enqueue(step);
        }
        else
        {
            Inline.Run(() => Do(step));
        }

        Check();
    }

    /// <summary>Disposes the client, lets the longest goodbye pass, and sees that nothing is left.</summary>
    public void End()
    {
        _inCallbacks.Clear();
        Play(new Step(Act.Dispose, 0));
        _time.Advance(LongestGoodbye);
        Check();
        _sends.CheckAll(_story.Dropped);
        var (gateway, run) = (_server.Gateway, _client.Completion);
        _truth.Must(_story is { Completed: 2, IsRunning: false } && run.IsCompletedSuccessfully, $"Disposed, {_story.Completed} of 2 streams had ended, and the run's task was {run.Status}.");
        _truth.Must((gateway.OpenConnections, _time.Timers) == (0, 0), $"Disposed, {gateway.OpenConnections} sockets and {_time.Timers} timers were left.");
        _truth.Demand();
    }

    private void CallBack()
    {
        // On another thread it would run beside the walk's own steps, and nobody could say which was asked last; the crowd does that.
        if (Environment.CurrentManagedThreadId == _thread && _inCallbacks.TryDequeue(out var step))
        {
            _story.WasCalledBack = true;
            Do(step);
        }
    }

    private void Do(Step step)
    {
        try
        {
            Call(step.Act, step.Number);
        }
        catch (ObjectDisposedException) when (_isDisposed)
        {
            // As documented.
        }
        catch (Exception e)
        {
            _truth.Must(false, $"{step} threw {e}.");
        }
    }

    private void Call(Act act, int number)
    {
        switch (act)
        {
            case Act.Start:
                Start(() => _calls.Add("StartAsync", _client.StartAsync()));
                break;
            case Act.Connect:
                Connect(_isDisposed);
                break;
            case Act.CancelConnect when _client.CurrentStatus is ConnectionStatus.Connecting or ConnectionStatus.Reconnecting:
                CancelConnect();
                break;
            case Act.Stop:
                _idleBy = _isDisposed ? _idleBy : _time.Elapsed + LongestGoodbye;
                _calls.AddGoodbye("StopAsync", _client.StopAsync());
                break;
            case Act.Reconnect:
                _story.Asked = true;
                _calls.Add("ReconnectAsync", _client.ReconnectAsync());
                break;
            case Act.Dispose:
                _isDisposed = true;
                _calls.AddGoodbye("DisposeAsync", _client.DisposeAsync().AsTask());
                break;
            case Act.Reload:
                Reload(number);
                break;
            case Act.Send:
                _sends.Send(_client);
                break;
            case Act.TrySend:
                _sends.TrySend(_client);
                break;
            case Act.Advance:
                _time.Advance(Menu.Time(number));
                break;
            default:
                _server.Do(act, number);
                break;
        }
    }

    private void Start(Action call)
    {
        var leastRuns = _story.Runs + (_story.IsRunning || _isDisposed ? 0 : 1);
        (_story.Asked, _story.AskedToStart, _idleBy) = (true, true, null);
        call();
        _leastRuns = leastRuns;
    }

    private void Connect(bool isDisposed)
    {
        // A callback may connect too, before this one returns.
        var patience = new CancellationTokenSource();
        Start(() =>
        {
            var connect = _client.ConnectAsync(patience.Token);
            _calls.AddConnect(connect, isDisposed);
            (_patience, _connect) = (patience, connect);
        });
    }

    // It goes on where its thread does, and stops the client there.
    private void CancelConnect()
    {
        var connect = _connect;
        _idleBy = connect.IsCompleted ? _idleBy : _time.Elapsed;
        _patience.Cancel();
        _truth.Must(Handover.Soon(() => connect.IsCompleted), "ConnectAsync did not return when it was cancelled.");
    }

    private void Reload(int number)
    {
        var (options, renews, isGood) = Menu.Reload(_client.Options, number);
        _story.Asked |= renews;
        if (renews && options.Token != _client.Options.Token)
        {
            (_story.ChangedToken, _idleBy) = (true, null);
        }

        try
        {
            _client.UpdateOptions(options);
            _truth.Must(isGood, "Bad options were taken.");
        }
        catch (OptionsException) when (!isGood)
        {
            // As documented.
        }
    }

    private void Check()
    {
        if (_server.TakesMessages && !_isDisposed && _client.CurrentStatus == ConnectionStatus.Connected && _sends.AnyOpen)
        {
            Inline.Run(() => _sends.Settle(_client));
        }

        // Messages after the first go out on another thread, and what that leads to is told there.
        Handover.Soon(() => _client.CurrentStatus == _story.Status);
        var status = _client.CurrentStatus;
        _calls.Check(status);
        _story.Check(status);
        var gateway = _server.Gateway;
        _truth.Must(gateway.MostOpenConnections <= 1, $"{gateway.MostOpenConnections} sockets were open at once.");
        _truth.Must(gateway.OpenConnections == (_story.IsOpen ? 1 : 0), $"{gateway.OpenConnections} sockets are open; by the notices {(_story.IsOpen ? "one" : "none")} is.");
        _truth.Must(gateway.Dials.Count <= _story.Attempts, $"{gateway.Dials.Count} dials in {_story.Attempts} attempts.");
        _truth.Must(_idleBy is null || _time.Elapsed < _idleBy || status == ConnectionStatus.Idle, $"Stopped by the program, and {status} at {_time.Elapsed}.");
        _truth.Must(_story.Runs >= _leastRuns, $"Started, and {status} after {_story.Runs} runs.");
        CheckRun();
        _truth.Demand();
    }

    private void CheckRun()
    {
        var run = _client.Completion;
        if (_story.IsRunning)
        {
            _truth.Must(!run.IsCompleted, "The run's task has ended, and the run has not.");
        }
        else if (_story.LastStop is { } reason)
        {
            // It completes once subscribers were told, and they may have been told on another thread just now.
            _truth.Must(Handover.Soon(() => run.IsCompletedSuccessfully) && run.Result == reason, $"The run has ended: {reason}; its task is {run.Status}.");
        }
    }
}
