namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>The last messages of a channel, counted, for clients that come back. Not thread-safe.</summary>
/// <remarks>sockudo, crates/sockudo-adapter/src/replay_buffer.rs and handler/recovery.rs.</remarks>
internal sealed class ReplayStream(string id, int capacity, TimeSpan age)
{
    private readonly Queue<KeptMessage> _kept = new();
    private long _newest;

    /// <summary>Where somebody stands who joins now.</summary>
    public StreamStamp Position => new(id, _newest);

    /// <summary>Whether nothing of it could be replayed any more.</summary>
    public bool IsSpent(DateTimeOffset now)
    {
        Forget(now);
        return _kept.Count == 0;
    }

    public StreamStamp Next(string messageId) => new(id, ++_newest, messageId);

    public void Keep(KeptMessage message)
    {
        if (_kept.Count == capacity)
            _kept.Dequeue();
        _kept.Enqueue(message);
    }

    public ResumeOutcome After(ResumePosition position, DateTimeOffset now)
    {
        if (position.StreamId is { } expected && expected != id)
            return new ResumeOutcome.Failed("stream_reset", "stream_id_mismatch", expected, id);

        Forget(now);
        long? oldest = _kept.TryPeek(out KeptMessage? first) ? first.Stamp.Serial : null;
        long? newest = oldest is null ? null : _newest;
        if (position.Serial > _newest)
            return new ResumeOutcome.Failed("continuity_unverifiable", "position_ahead_of_stream", position.StreamId, id, oldest, newest);
        if (position.Serial < _newest && !(position.Serial >= oldest - 1))
            return new ResumeOutcome.Failed("position_expired", "replay_window_exceeded", position.StreamId, id, oldest, newest);

        return new ResumeOutcome.Recovered([.. _kept.Where(message => message.Stamp.Serial > position.Serial)]);
    }

    private void Forget(DateTimeOffset now)
    {
        while (_kept.TryPeek(out KeptMessage? oldest) && now - oldest.SentAt >= age)
            _kept.Dequeue();
    }
}
