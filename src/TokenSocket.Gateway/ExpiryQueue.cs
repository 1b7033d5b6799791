namespace TokenSocket.Gateway;

/// <summary>What is to be forgotten, and when. Not thread-safe.</summary>
internal sealed class ExpiryQueue<T>
{
    private readonly PriorityQueue<T, DateTimeOffset> _items = new();

    public void Add(T item, DateTimeOffset expiresAt) => _items.Enqueue(item, expiresAt);

    /// <summary>Takes out those whose time has come, the earliest first.</summary>
    public IEnumerable<T> TakeExpired(DateTimeOffset now)
    {
        while (_items.TryPeek(out T? item, out DateTimeOffset expiresAt) && expiresAt <= now)
        {
            _items.Dequeue();
            yield return item;
        }
    }
}
