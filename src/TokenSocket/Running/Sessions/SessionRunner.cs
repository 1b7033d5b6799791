using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Protocols;
using TokenSocket.Transport;

namespace TokenSocket.Running.Sessions;

/// <summary>
/// Lives one session inside an open connection: hands what happens to its protocol, and carries out the orders that come back.
/// What arrives comes from one loop, timers from the clock's threads, and what the program wants from any.
/// </summary>
internal sealed class SessionRunner : IDisposable
{
    private readonly SessionProtocol _protocol;
    private readonly ITransport _transport;
    private readonly SessionDesk _desk;
    private readonly ISessionHost _host;
    private readonly Goodbye _goodbye;

    // Memory outlives the session, so the lock does too.
    private readonly Lock _gate;
    private readonly SessionTimers _timers;

    private readonly OrdersBeside _beside;
    private volatile bool _isOver;
    private bool _isBusy;

    /// <param name="protocol">The rules.</param>
    /// <param name="transport">The connection.</param>
    /// <param name="desk">What the program has with its sessions.</param>
    /// <param name="host">What carries the orders out.</param>
    /// <param name="time">The clock.</param>
    /// <param name="closeTimeout">How long the server may take to answer a goodbye that the session wants.</param>
    public SessionRunner(SessionProtocol protocol, ITransport transport, SessionDesk desk, ISessionHost host, TimeProvider time, TimeSpan closeTimeout)
    {
        (_protocol, _transport, _desk, _host) = (protocol, transport, desk, host);
        _goodbye = new Goodbye(transport, time, closeTimeout);
        _gate = desk.Gate;
        _timers = new SessionTimers(time, Fire);
        _beside = new OrdersBeside(ObeyBeside);
    }

    /// <summary>How the session ended by itself; null where it did not.</summary>
    public DisconnectInfo? Ended { get; private set; }

    /// <summary>The socket is up.</summary>
    public ValueTask BeginAsync()
    {
        IReadOnlyList<SessionOrder> orders;
        lock (_gate)
        {
            orders = _protocol.Begin();
        }

        return ObeyAsync(orders);
    }

    /// <summary>The server has sent this; nothing more is read until it is done.</summary>
    public async ValueTask ReceiveAsync(SocketMessage message)
    {
        IReadOnlyList<SessionOrder> orders;
        lock (_gate)
        {
            orders = _isOver ? [] : _protocol.Receive(new SessionFrame(message.Kind == MessageKind.Text, message.Bytes));
            _isBusy = true;
        }

        var obeyed = ObeyAsync(orders);
        var isBehind = !obeyed.IsCompletedSuccessfully;
        await obeyed.ConfigureAwait(false);
        lock (_gate)
        {
            _isBusy = false;
            if (isBehind)
            {
                // What the server has sent meanwhile is still to be read.
                _timers.StartAllAnew();
            }
        }
    }

    /// <summary>The program wants something, or has an answer.</summary>
    public void Ask(Func<SessionProtocol, IReadOnlyList<SessionOrder>> ask)
    {
        if (Add(ask))
        {
            Drain();
        }
    }

    /// <summary>As <see cref="Ask"/>, under the lock of the desk; where true comes back the caller must call <see cref="Drain"/>, without it.</summary>
    public bool Add(Func<SessionProtocol, IReadOnlyList<SessionOrder>> ask)
    {
        lock (_gate)
        {
            var orders = ask(_protocol);
            return !_isOver && _beside.AddAsked(orders);
        }
    }

    public void Drain() => _beside.Drain();

    /// <summary>What the session knows of the end besides.</summary>
    public DisconnectInfo Explain(DisconnectInfo end)
    {
        lock (_gate)
        {
            return Ended ?? _protocol.Explain(end);
        }
    }

    /// <summary>The connection is gone.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Silence();
        }

        _goodbye.Dispose();
    }

    private async ValueTask ObeyAsync(IReadOnlyList<SessionOrder> orders)
    {
        foreach (var order in orders)
        {
            switch (order)
            {
                case SessionOrder.Send e when !_beside.IsEstablished:
                    if (!await TrySendFirstAsync(e.Frame).ConfigureAwait(false))
                    {
                        return;
                    }

                    break;
                case SessionOrder.Deliver e:
                    await _host.DeliverAsync(MessageOf(e)).ConfigureAwait(false);
                    break;
                default:
                    Obey(order);
                    break;
            }
        }
    }

    private void ObeyBeside(IReadOnlyList<SessionOrder> orders)
    {
        foreach (var order in orders)
        {
            if (_isOver)
            {
                return;
            }

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
                _ = _host.SendAsync(KindOf(e.Frame), e.Frame.Payload);
                break;
            case SessionOrder.Deliver e:
                _host.DeliverBeside(MessageOf(e));
                break;
            case SessionOrder.Warn e:
                _host.Warn(e.Message);
                break;
            case SessionOrder.Acknowledge e:
                _desk.Acknowledgements.Complete(e.Number, new EventAnswer(e.Arguments) { Attachments = e.Attachments });
                break;
            case SessionOrder.Authorize e:
                _desk.Authorize(e.Channel, e.SocketId, this, _host.Over);
                break;
            case SessionOrder.RenewToken:
                _host.RenewToken();
                break;
            case SessionOrder.StartTimer e:
                lock (_gate)
                {
                    _timers.Start(e.Timer, e.After);
                }

                break;
            case SessionOrder.StopTimer e:
                lock (_gate)
                {
                    _timers.Stop(e.Timer);
                }

                break;
            case SessionOrder.End e:
                End(e.Info);
                break;
        }
    }

    private void Establish(SessionOrder.Establish order)
    {
        _desk.Terms = order;
        _host.Establish();
        bool mustDrain;
        lock (_gate)
        {
            mustDrain = _beside.Establish();
        }

        if (mustDrain)
        {
            Drain();
        }
    }

    /// <returns>False where the connection has broken; how, is told by its end.</returns>
    private async ValueTask<bool> TrySendFirstAsync(SessionFrame frame)
    {
        try
        {
            await _transport.SendAsync(KindOf(frame), frame.Payload).ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            // Not to be aborted, for then it would end as if the program had asked for it, and stop the client.
            lock (_gate)
            {
                Silence();
            }

            return false;
        }
    }

    private void Fire(SessionTimer timer, int number)
    {
        bool mustDrain;
        lock (_gate)
        {
            if (!_timers.TryTake(timer, number, out var after))
            {
                return;
            }

            if (_isBusy)
            {
                // Nothing is read while the program is behind, so silence says nothing about the server.
                _timers.Start(timer, after);
                return;
            }

            mustDrain = _beside.Add(_protocol.Fired(timer));
        }

        if (mustDrain)
        {
            Drain();
        }
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
        }

        _goodbye.Say();
    }

    private void Silence()
    {
        _isOver = true;
        _timers.Dispose();
    }

    // An answer on another connection would be taken for the answer to something else.
    private SocketMessage MessageOf(SessionOrder.Deliver order) => new(KindOf(order.Frame), order.Frame.Payload)
    {
        Event = order.Event is EventReceived { WantsAnswer: true } asking ? asking with { AnswerOn = _transport } : order.Event,
    };

    private static MessageKind KindOf(SessionFrame frame) => frame.IsText ? MessageKind.Text : MessageKind.Binary;
}
