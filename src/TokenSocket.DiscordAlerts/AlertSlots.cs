namespace TokenSocket.DiscordAlerts;

/// <summary>The messages of a channel, the one that has waited longest first. Bounded; guarded by the queue.</summary>
internal sealed class AlertSlots(int capacity)
{
    private readonly List<AlertSlot> _slots = [];

    public int Count => _slots.Count;

    public IEnumerable<AlertSlot> Waiting => _slots.Where(static slot => slot.Waiting is not null);

    public bool Contains(AlertSlot slot) => _slots.Contains(slot);

    /// <summary>Puts a text into its message's place, where it replaces one that still waits.</summary>
    /// <returns>How many others were dropped to make room: 0 or 1.</returns>
    public int Put(int key, WebhookPayload payload)
    {
        var slot = _slots.Find(one => one.Key == key);
        var dropped = slot is null && _slots.Count >= capacity ? MakeRoom() : 0;
        if (slot is null || slot.Waiting is null)
        {
            slot ??= new AlertSlot(key);
            _slots.Remove(slot);
            _slots.Add(slot);
        }

        slot.Waiting = payload;
        slot.Tries = 0;
        return dropped;
    }

    /// <returns>How many texts were dropped.</returns>
    public int Clear()
    {
        var dropped = Waiting.Count();
        _slots.Clear();
        return dropped;
    }

    /// <summary>Forgets the oldest message of which nothing waits, else drops the oldest text.</summary>
    private int MakeRoom()
    {
        var idle = _slots.FindIndex(static slot => slot.Waiting is null);
        _slots.RemoveAt(Math.Max(idle, 0));
        return idle < 0 ? 1 : 0;
    }
}
