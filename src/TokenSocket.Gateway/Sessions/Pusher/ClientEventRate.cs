namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>How many client events one connection may send within any second. Not thread-safe.</summary>
internal sealed class ClientEventRate(int perSecond, TimeProvider time)
{
    private readonly Queue<long> _sent = new();

    /// <returns>False if this one is too many; it is not counted then.</returns>
    public bool TryTake()
    {
        long now = time.GetTimestamp();
        while (_sent.TryPeek(out long oldest) && time.GetElapsedTime(oldest, now) >= TimeSpan.FromSeconds(1))
            _sent.Dequeue();

        if (_sent.Count >= perSecond)
            return false;

        _sent.Enqueue(now);
        return true;
    }
}
