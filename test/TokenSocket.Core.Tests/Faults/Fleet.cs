using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Machine;
using TokenSocket.Reconnecting;
using static TokenSocket.Machine.ConnectionEffect;
using static TokenSocket.Machine.ConnectionEvent;

namespace TokenSocket.Core.Tests.Faults;

/// <summary>The machines of many clients of one server, in virtual time. The network takes none; what a client waits for, it waits for by itself.</summary>
internal sealed class Fleet
{
    private const int Seed = 28;

    private readonly MachineState[] _clients;
    private readonly PriorityQueue<(int Client, TimerFired Timer), TimeSpan> _retries = new();
    private readonly Random _random = new(Seed);
    private TimeSpan _now;
    private TimeSpan _back;

    public Fleet(int clients, double jitter)
    {
        var dialect = KnownDialects.TokenSocket;
        var settings = new MachineSettings
        {
            Dialect = dialect,
            Gateway = new Uri("wss://gateway.example/v2"),
            Backoff = new BackoffSchedule(dialect.InitialReconnectInterval, dialect.MaxReconnectInterval, jitter),
        };
        _clients = [.. Enumerable.Repeat(new MachineState.Idle(settings), clients)];
        Each(client => Post(client, new StartRequested()));
        Each(client => Post(client, new TimerFired(MachineTimer.Stable, _clients[client].Epoch)));
        DialsInSecond.Clear();
    }

    public Dictionary<int, int> DialsInSecond { get; } = [];

    public int Connected => _clients.Count(static client => client is MachineState.Connected);

    /// <summary>All lose the server at once, and it is back after so long; goes on until all are connected.</summary>
    public void LoseServer(TimeSpan outage)
    {
        _back = _now + outage;
        Each(client => Post(client, new Disconnected(_clients[client].Epoch, new DisconnectInfo(DisconnectCause.Dropped, CloseCode.AbnormalClosure))));
        while (_retries.TryDequeue(out var retry, out _now))
        {
            Post(retry.Client, retry.Timer);
        }
    }

    private void Each(Action<int> act)
    {
        for (var client = 0; client < _clients.Length; client++)
        {
            act(client);
        }
    }

    private void Post(int client, ConnectionEvent @event)
    {
        var (state, orders) = ConnectionMachine.Step(_clients[client], @event with { Stamp = new Stamp(_random.NextDouble(), DateTimeOffset.UnixEpoch + _now, _now) });
        _clients[client] = state;
        foreach (var order in orders)
        {
            Obey(client, order);
        }
    }

    private void Obey(int client, ConnectionEffect order)
    {
        switch (order)
        {
            case FetchToken e:
                Post(client, new TokenReady(e.Epoch));
                break;
            case OpenConnection e:
                var second = (int)_now.TotalSeconds;
                DialsInSecond[second] = DialsInSecond.GetValueOrDefault(second) + 1;
                Post(client, _now >= _back ? new Opened(e.Epoch) : new Disconnected(e.Epoch, new DisconnectInfo(DisconnectCause.Unreachable)));
                break;
            case StartTimer { Timer: MachineTimer.Retry } e:
                _retries.Enqueue((client, new TimerFired(e.Timer, e.Epoch)), _now + e.After);
                break;
        }
    }
}
