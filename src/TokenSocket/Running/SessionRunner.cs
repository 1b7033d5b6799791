using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Protocols;
using TokenSocket.Timing;
using TokenSocket.Transport;

namespace TokenSocket.Running;

/// <summary>
/// Lives one session inside an open connection: hands what happens to its protocol, and carries out the orders that come back.
/// What arrives comes from one loop, timers from the clock's threads.
/// </summary>
/// <param name="protocol">The rules.</param>
/// <param name="transport">The connection.</param>
/// <param name="time">The clock.</param>
/// <param name="closeTimeout">How long the server may take to answer a goodbye that the session wants.</param>
/// <param name="established">Called once the connection is usable.</param>
/// <param name="send">Sends behind whatever the program sends; used from then on.</param>
/// <param name="deliver">Takes a message for the program.</param>
internal sealed class SessionRunner(
    SessionProtocol protocol,
    ITransport transport,
    TimeProvider time,
    TimeSpan closeTimeout,
    Action established,
    Func<MessageKind, ReadOnlyMemory<byte>, Task> send,
    Func<SocketMessage, ValueTask> deliver) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SessionTimer, (int Number, ITimer Timer)> _timers = [];
    private int _started;
    private ITimer? _patience;
    private volatile bool _isEstablished;
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
                case SessionOrder.Establish:
                    _isEstablished = true;
                    established();
                    break;
                case SessionOrder.Send e:
                    await SendAsync(e.Frame).ConfigureAwait(false);
                    break;
                case SessionOrder.Deliver e:
                    await deliver(new SocketMessage(KindOf(e.Frame), e.Frame.Payload)).ConfigureAwait(false);
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
    }

    private async ValueTask SendAsync(SessionFrame frame)
    {
        if (_isEstablished)
        {
            // Nobody waits for it: what arrives meanwhile is not to be held up by a slow socket.
            _ = send(KindOf(frame), frame.Payload);
            return;
        }

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
            _timers[timer] = (number, time.StartDetached(after, () => Fire(timer, number)));
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

    private void Fire(SessionTimer timer, int number)
    {
        IReadOnlyList<SessionOrder> orders;
        lock (_gate)
        {
            // One that was stopped, or started anew, while it fired is late news.
            if (_isOver || !_timers.TryGetValue(timer, out var running) || running.Number != number)
            {
                return;
            }

            _timers.Remove(timer);
            orders = protocol.Fired(timer);
        }

        _ = ObeyAsync(orders).AsTask();
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

    private static MessageKind KindOf(SessionFrame frame) => frame.IsText ? MessageKind.Text : MessageKind.Binary;
}
