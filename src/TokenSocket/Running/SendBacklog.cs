using TokenSocket.Messages;

namespace TokenSocket.Running;

/// <summary>The messages that wait to be sent, in order, and the rules for those that wait without a connection. Not thread-safe.</summary>
internal sealed class SendBacklog
{
    private readonly Queue<Outgoing> _messages = new();
    private int _pruneAt;

    public SendQueueOptions Options { get; set; } = new();

    public int Count => _messages.Count;

    /// <summary>When the oldest one will be stale; null where none will.</summary>
    public TimeSpan? NextExpiry => Options.MaxAge is { } age && _messages.TryPeek(out var oldest) ? oldest.Since + age : null;

    private int Excess => _messages.Count - Options.Capacity;

    /// <summary>Adds one for the connection that there is.</summary>
    public void Add(Outgoing message) => _messages.Enqueue(message);

    public bool TryTake(out Outgoing message) => _messages.TryDequeue(out message!);

    /// <summary>Adds one for the next connection.</summary>
    /// <returns>Those for which there is no room then.</returns>
    public Outgoing[] Keep(Outgoing message)
    {
        _messages.Enqueue(message);
        if (Excess <= 0)
        {
            message.Queue();
            return [];
        }

        switch (Options.WhenFull)
        {
            case SendQueueFull.DropOldest:
                message.Queue();
                return TakeFirst(Excess);
            case SendQueueFull.Fail:
                return Admit();
            default:
                PruneRarely();
                return [];
        }
    }

    /// <summary>Tells those that have room that they are queued for the next connection.</summary>
    /// <returns>Those for which there is none; where they may wait for it, they do.</returns>
    public Outgoing[] Admit()
    {
        var excess = Options.WhenFull switch
        {
            _ when Excess <= 0 => [],
            SendQueueFull.DropOldest => TakeFirst(Excess),
            SendQueueFull.Fail => TakeLast(),
            _ => [],
        };
        foreach (var message in _messages.Take(Options.Capacity))
        {
            message.Queue();
        }

        return excess;
    }

    /// <summary>Takes those that are stale, and admits others in their place.</summary>
    public Outgoing[] TakeStale(TimeSpan now)
    {
        var stale = new List<Outgoing>();
        while (NextExpiry <= now)
        {
            stale.Add(_messages.Dequeue());
        }

        return stale.Count == 0 ? [] : [.. stale, .. Admit()];
    }

    /// <summary>Takes those that wait for no other connection than the one that has ended.</summary>
    public Outgoing[] TakeBound()
    {
        if (!_messages.Any(static message => message.On is not null))
        {
            return [];
        }

        var all = TakeAll();
        foreach (var message in all.Where(static message => message.On is null))
        {
            _messages.Enqueue(message);
        }

        return [.. all.Where(static message => message.On is not null)];
    }

    /// <summary>Takes all that wait.</summary>
    public Outgoing[] TakeAll()
    {
        Outgoing[] all = [.. _messages];
        _messages.Clear();
        return all;
    }

    private Outgoing[] TakeFirst(int count) => count <= 0 ? [] : [.. Enumerable.Range(0, count).Select(_ => _messages.Dequeue())];

    /// <summary>Takes the newest ones that are too many.</summary>
    private Outgoing[] TakeLast()
    {
        Prune();
        if (Excess <= 0)
        {
            return [];
        }

        var all = TakeAll();
        foreach (var message in all.Take(Options.Capacity))
        {
            _messages.Enqueue(message);
        }

        return all[Options.Capacity..];
    }

    /// <summary>Those that wait for room may be many; looking through them at each doubling costs little for each.</summary>
    private void PruneRarely()
    {
        if (_messages.Count >= _pruneAt)
        {
            Prune();
            _pruneAt = 2 * _messages.Count;
        }
    }

    /// <summary>Leaves out those whose senders have cancelled: they take up no room. Others may have room then.</summary>
    private void Prune()
    {
        if (!_messages.Any(static message => message.IsCancelled))
        {
            return;
        }

        foreach (var message in TakeAll())
        {
            if (message.IsCancelled)
            {
                message.Cancel();
            }
            else
            {
                _messages.Enqueue(message);
            }
        }

        foreach (var message in _messages.Take(Options.Capacity))
        {
            message.Queue();
        }
    }
}
