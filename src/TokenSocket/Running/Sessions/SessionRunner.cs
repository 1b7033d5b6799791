using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Protocols;
using TokenSocket.Timing;
using TokenSocket.Transport;

namespace TokenSocket.Running.Sessions;

/// <summary>
/// Lives one session inside an open connection: hands what happens to its protocol, and carries out the orders that come back.
/// What arrives comes from one loop, timers from the clock's threads, and what the program wants from any.
/// </summary>
/// <param name="protocol">The rules.</param>
/// <param name="transport">The connection.</param>
/// <param name="desk">What the program has with its sessions.</param>
/// <param name="host">What carries the orders out.</param>
/// <param name="time">The clock.</param>
/// <param name="closeTimeout">How long the server may take to answer a goodbye that the session wants.</param>
internal sealed class SessionRunner(
    SessionProtocol protocol, ITransport transport, SessionDesk desk, ISessionHost host, TimeProvider time, TimeSpan closeTimeout) : IDisposable
{
    // Memory outlives the session, so the lock does too.
    private readonly Lock _gate = desk.Gate;
    private readonly Dictionary<SessionTimer, (int Number, ITimer Timer)> _timers = [];
    private readonly List<SessionOrder> _asked = [];
    private int _started;
    private ITimer? _patience;
    private volatile bool _isEstablished;
    private volatile bool _isBehind;
    private volatile bool _isOver;

    /// <summary>How the session ended by itself; null where it did not.</summary>
    public DisconnectInfo? Ended { get; private set; }

    /// <summary>The socket is up.</summary>
    public ValueTask BeginAsync() => ObeyAsync(protocol.Begin());

    /// <summary>The server has sent this; nothing more is read until it is done.</summary>
    public ValueTask ReceiveAsync(SocketMessage message)
    {
        IReadOnlyList<SessionOrder> orders;
        lock (_gate)
        {
            orders = _isOver ? [] : protocol.Receive(new SessionFrame(message.Kind == MessageKind.Text, message.Bytes));
        }

        return ObeyAsync(orders);
    }

    /// <summary>The program wants something, or has an answer.</summary>
    public void Ask(Func<SessionProtocol, IReadOnlyList<SessionOrder>> ask)
    {
        IReadOnlyList<SessionOrder> orders;
        lock (_gate)
        {
            orders = ask(protocol);
            if (_isOver)
            {
                return;
            }

            if (!_isEstablished)
            {
                // The session has the word, and it is in the middle of its first sentences.
                _asked.AddRange(orders);
                return;
            }
        }

        Obey(orders);
    }

    /// <summary>What the session knows of the end besides.</summary>
    public DisconnectInfo Explain(DisconnectInfo end)
    {
        lock (_gate)
        {
            return Ended ?? protocol.Explain(end);
        }
    }

    /// <summary>The connection is gone.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Silence();
            _patience?.Dispose();
        }
    }

    private async ValueTask ObeyAsync(IReadOnlyList<SessionOrder> orders)
    {
        foreach (var order in orders)
        {
            switch (order)
            {
                case SessionOrder.Send e when !_isEstablished:
                    await SendFirstAsync(e.Frame).ConfigureAwait(false);
                    break;
                case SessionOrder.Deliver e:
                    await DeliverAsync(MessageOf(e)).ConfigureAwait(false);
                    break;
                default:
                    Obey(order);
                    break;
            }
        }
    }

    private void Obey(IReadOnlyList<SessionOrder> orders)
    {
        foreach (var order in orders)
        {
            Obey(order);
        }
    }

    private void Obey(SessionOrder order)
    {
        switch (order)
        {
            case SessionOrder.Establish e:
                Establish(e);
                break;
            case SessionOrder.Send e:
                // Nobody waits for it: what arrives meanwhile is not to be held up by a slow socket.
                _ = host.SendAsync(KindOf(e.Frame), e.Frame.Payload);
                break;
            case SessionOrder.Deliver e:
                host.DeliverBeside(MessageOf(e));
                break;
            case SessionOrder.Warn e:
                host.Warn(e.Message);
                break;
            case SessionOrder.Acknowledge e:
                desk.Acknowledgements.Complete(e.Number, new EventAnswer(e.Arguments) { Attachments = e.Attachments });
                break;
            case SessionOrder.Authorize e:
                desk.Authorize(e.Channel, e.SocketId, this);
                break;
            case SessionOrder.RenewToken:
                host.RenewToken();
                break;
            case SessionOrder.StartTimer e:
                Start(e.Timer, e.After);
                break;
            case SessionOrder.StopTimer e:
                Stop(e.Timer);
                break;
            case SessionOrder.End e:
                End(e.Info);
                break;
        }
    }

    private void Establish(SessionOrder.Establish order)
    {
        desk.MaxPayload = order.MaxPayload;
        host.Establish();
        SessionOrder[] asked;
        lock (_gate)
        {
            _isEstablished = true;
            asked = [.. _asked];
            _asked.Clear();
        }

        Obey(asked);
    }

    private async ValueTask DeliverAsync(SocketMessage message)
    {
        var delivered = host.DeliverAsync(message);
        if (!delivered.IsCompletedSuccessfully)
        {
            _isBehind = true;
            await delivered.ConfigureAwait(false);
            _isBehind = false;
        }
    }

    private async ValueTask SendFirstAsync(SessionFrame frame)
    {
        try
        {
            await transport.SendAsync(KindOf(frame), frame.Payload).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The end comes from RunAsync, or from ConnectTimeout.
            transport.Abort();
        }
    }

    private void Start(SessionTimer timer, TimeSpan after)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            Stop(timer);
            var number = ++_started;
            _timers[timer] = (number, time.StartDetached(after, () => Fire(timer, number, after)));
        }
    }

    private void Stop(SessionTimer timer)
    {
        lock (_gate)
        {
            if (_timers.Remove(timer, out var running))
            {
                running.Timer.Dispose();
            }
        }
    }

    private void Fire(SessionTimer timer, int number, TimeSpan after)
    {
        IReadOnlyList<SessionOrder> orders;
        lock (_gate)
        {
            // One that was stopped, or started anew, while it fired is late news.
            if (_isOver || !_timers.TryGetValue(timer, out var running) || running.Number != number)
            {
                return;
            }

            if (_isBehind)
            {
                // Nothing is read while the program is behind, so silence says nothing about the server.
                Start(timer, after);
                return;
            }

            _timers.Remove(timer);
            orders = protocol.Fired(timer);
        }

        Obey(orders);
    }

    private void End(DisconnectInfo info)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            Ended = info;
            Silence();
            _patience = time.StartDetached(closeTimeout, transport.Abort);
        }

        _ = CloseAsync();
    }

    private async Task CloseAsync()
    {
        try
        {
            await transport.CloseAsync(CloseCode.NormalClosure).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The end comes from RunAsync.
            transport.Abort();
        }
    }

    private void Silence()
    {
        _isOver = true;
        foreach (var (_, timer) in _timers.Values)
        {
            timer.Dispose();
        }

        _timers.Clear();
    }

    private static SocketMessage MessageOf(SessionOrder.Deliver order) => new(KindOf(order.Frame), order.Frame.Payload) { Event = order.Event };

    private static MessageKind KindOf(SessionFrame frame) => frame.IsText ? MessageKind.Text : MessageKind.Binary;
}
