using System.IO.Pipelines;
using TokenSocket.Notices;

namespace TokenSocket.Running;

/// <summary>
/// Tells those who keep a record (log, metrics, traces, alerts) of every notice, one at a time and in order: ahead of subscribers,
/// and also while the program is behind with its messages, which would hold them back.
/// </summary>
internal sealed class Journal
{
    private readonly GuardedStream<ConnectionNotice> _keepers;
    private readonly Pump<Action> _pump;

    /// <param name="scheduler">Where they are told.</param>
    /// <param name="keepers">Who is told, in this order.</param>
    /// <param name="report">Told of what one of them threw.</param>
    public Journal(PipeScheduler scheduler, IEnumerable<IObserver<ConnectionNotice>> keepers, Action<Exception> report)
    {
        _keepers = new GuardedStream<ConnectionNotice>(report);
        _pump = new Pump<Action>(scheduler, static work =>
        {
            work();
            return true;
        });
        foreach (var keeper in keepers)
        {
            _keepers.Subscribe(keeper);
        }
    }

    /// <summary>Adds a notice; <see cref="Resume"/> hands it out.</summary>
    public void Add(ConnectionNotice notice) => _pump.Add(() => _keepers.OnNext(notice));

    /// <summary>Adds what is to be done when everything before it is on record. It must not throw.</summary>
    public void Add(Action work) => _pump.Add(work);

    /// <summary>Adds the end; <see cref="Resume"/> hands it out.</summary>
    public void Complete() => _pump.Add(_keepers.Complete);

    public void Resume() => _pump.Resume();
}
