using System.Collections.Concurrent;
using System.IO.Pipelines;

namespace TokenSocket.Running;

/// <summary>Hands items out one at a time and in order, on a scheduler, so that whoever adds one never waits for whoever takes it.</summary>
/// <param name="scheduler">Where the items are handed out.</param>
/// <param name="handOut">Takes one item and must not throw. False means not yet: it is offered again after <see cref="Resume"/>.</param>
internal sealed class Pump<T>(PipeScheduler scheduler, Func<T, bool> handOut)
{
    private const int Idle = 0;
    private const int Busy = 1;
    private const int BusyAndKicked = 2;

    private readonly ConcurrentQueue<T> _items = new();
    private int _state;

    /// <summary>Adds an item without handing it out yet; <see cref="Resume"/> does.</summary>
    public void Add(T item) => _items.Enqueue(item);

    /// <summary>Sees to it that what can be handed out is. Returns at once, unless the scheduler is inline.</summary>
    public void Resume()
    {
        if (Interlocked.Exchange(ref _state, BusyAndKicked) == Idle)
        {
            scheduler.Schedule(static self => ((Pump<T>)self!).Run(), this);
        }
    }

    private void Run()
    {
        do
        {
            Volatile.Write(ref _state, Busy);
            while (_items.TryPeek(out var item) && handOut(item))
            {
                _items.TryDequeue(out _);
            }
        }
        while (Interlocked.CompareExchange(ref _state, Idle, Busy) != Busy);
    }
}
