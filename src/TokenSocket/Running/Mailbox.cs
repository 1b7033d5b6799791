using System.Collections.Concurrent;

namespace TokenSocket.Running;

/// <summary>
/// Handles items one at a time and in order, on the thread of whoever posts first. No thread of its own, and no lock held while handling:
/// a post from within the handler, or from another thread meanwhile, waits its turn.
/// </summary>
/// <param name="handle">Handles one item.</param>
/// <param name="idle">Called after the mailbox has let go; a post from here is handled at once.</param>
internal sealed class Mailbox<T>(Action<T> handle, Action idle)
{
    private readonly ConcurrentQueue<T> _items = new();
    private int _pending;

    /// <summary>Handles the item, or leaves it to the thread that is handling.</summary>
    public void Post(T item)
    {
        if (Add(item))
        {
            Drain();
        }
    }

    /// <summary>Takes the item without handling it, so that it can be done under a lock.</summary>
    /// <returns>True where the caller must call <see cref="Drain"/>.</returns>
    public bool Add(T item)
    {
        _items.Enqueue(item);
        return Interlocked.Increment(ref _pending) == 1;
    }

    /// <summary>Handles until nothing is left.</summary>
    public void Drain()
    {
        HandleAll();
        idle();
    }

    private void HandleAll()
    {
        for (var more = true; more;)
        {
            var handled = false;
            try
            {
                _items.TryDequeue(out var item);
                handle(item!);
                handled = true;
            }
            finally
            {
                more = Interlocked.Decrement(ref _pending) != 0;
                if (!handled && more)
                {
                    HandleAll();
                }
            }
        }
    }
}
