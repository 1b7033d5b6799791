using System.IO.Pipelines;
using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Running;

/// <summary>
/// Hands notices, statuses and messages out to subscribers. Each stream is in order; messages of a connection come after its
/// Connected and before the next one. Nothing here is ever waited for by the connection, save the room in the message queue.
/// </summary>
internal sealed class Delivery
{
    private readonly Pump<Func<bool>> _pump;
    private ConnectionStatus _status = ConnectionStatus.Idle;

    /// <param name="scheduler">Where subscribers are called.</param>
    /// <param name="report">Told of what a subscriber threw.</param>
    public Delivery(PipeScheduler scheduler, Action<Exception> report)
    {
        _pump = new Pump<Func<bool>>(scheduler, static handOut => handOut());
        Notices = new GuardedStream<ConnectionNotice>(report);
        Disconnections = new GuardedStream<Disconnected>(report);
        Statuses = new GuardedStream<ConnectionStatus>(report, Greet);
        Messages = new GuardedStream<SocketMessage>(report);
        Queue = new MessageQueue(scheduler, Messages, Resume);
    }

    public GuardedStream<ConnectionNotice> Notices { get; }

    public GuardedStream<Disconnected> Disconnections { get; }

    public GuardedStream<ConnectionStatus> Statuses { get; }

    public GuardedStream<SocketMessage> Messages { get; }

    public MessageQueue Queue { get; }

    /// <summary>Adds a notice; <see cref="Resume"/> hands it out.</summary>
    public void Add(ConnectionNotice notice, int epoch) => _pump.Add(() => HandOut(notice, epoch));

    /// <summary>Adds what is to be done when everything before it has been handed out.</summary>
    public void Add(Action work) => _pump.Add(() =>
    {
        work();
        return true;
    });

    /// <summary>Adds a status; <see cref="Resume"/> hands it out.</summary>
    public void Add(ConnectionStatus status) => _pump.Add(() => HandOut(status));

    /// <summary>Adds the end of all streams; <see cref="Resume"/> hands it out.</summary>
    public void Complete() => _pump.Add(HandOutCompletion);

    public void Resume() => _pump.Resume();

    private void Greet(Subscription<ConnectionStatus> subscription)
    {
        Add(() => Statuses.Greet(subscription, _status));
        Resume();
    }

    private bool HandOut(ConnectionNotice notice, int epoch)
    {
        if (notice is Connected && !Queue.TryClearBefore(epoch))
        {
            return false;
        }

        Notices.OnNext(notice);
        if (notice is Disconnected end)
        {
            Disconnections.OnNext(end);
        }
        else if (notice is Connected)
        {
            Queue.Admit(epoch);
        }

        return true;
    }

    private bool HandOut(ConnectionStatus status)
    {
        _status = status;
        Statuses.OnNext(status);
        return true;
    }

    private bool HandOutCompletion()
    {
        if (!Queue.TryClearBefore(int.MaxValue))
        {
            return false;
        }

        Queue.Complete();
        Notices.Complete();
        Disconnections.Complete();
        Statuses.Complete();
        Messages.Complete();
        return true;
    }
}
