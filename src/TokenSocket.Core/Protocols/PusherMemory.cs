namespace TokenSocket.Protocols;

/// <summary>
/// What a client knows across its connections: the channels that it wants, up to where it has read each, and the messages that it has seen.
/// Not thread-safe.
/// </summary>
internal sealed class PusherMemory
{
    private const int MostSeen = 1_000;

    private readonly OrderedDictionary<string, Knowledge> _channels = new(StringComparer.Ordinal);
    private readonly List<string> _wildcards = [];
    private readonly HashSet<(string? Channel, string MessageId)> _seen = [];
    private readonly Queue<(string? Channel, string MessageId)> _seenInOrder = new();

    /// <summary>The wanted channels, in the order in which they were asked for.</summary>
    public IReadOnlyList<string> Channels => [.. _channels.Keys];

    /// <summary>False where it is wanted already.</summary>
    public bool Add(string channel)
    {
        if (!_channels.TryAdd(channel, new Knowledge()))
        {
            return false;
        }

        if (channel.Contains('*', StringComparison.Ordinal))
        {
            _wildcards.Add(channel);
        }

        return true;
    }

    /// <summary>Forgets what is known of it too. False where it was not wanted.</summary>
    public bool Remove(string channel)
    {
        _wildcards.Remove(channel);
        return _channels.Remove(channel);
    }

    public bool Wants(string channel) => _channels.ContainsKey(channel);

    /// <summary>Whether what comes on the channel is for the program: it is wanted, a wanted wildcard may stand for it, or it is one of the server's own.</summary>
    public bool Follows(string channel) =>
        Wants(channel)
        || channel.StartsWith('#')
        || _wildcards.Exists(wildcard => channel.AsSpan().StartsWith(wildcard.AsSpan(0, wildcard.IndexOf('*', StringComparison.Ordinal)), StringComparison.Ordinal));

    public PusherPosition? PositionOf(string channel) => _channels.GetValueOrDefault(channel)?.Position;

    /// <summary>Moves on to where the position is further than what is known.</summary>
    public void Advance(string channel, PusherPosition? position) => Place(channel, PusherPosition.Further(PositionOf(channel), position));

    /// <summary>Sets the position, also back or to none.</summary>
    public void Place(string channel, PusherPosition? position)
    {
        if (_channels.TryGetValue(channel, out var knowledge))
        {
            knowledge.Position = position;
        }
    }

    /// <summary>Whether the channel has ever been subscribed since it is wanted.</summary>
    public bool HasHad(string channel) => _channels.GetValueOrDefault(channel)?.WasSubscribed == true;

    public void MarkSubscribed(string channel)
    {
        if (_channels.TryGetValue(channel, out var knowledge))
        {
            knowledge.WasSubscribed = true;
        }
    }

    /// <summary>False where the message is among the last thousand that were seen. A publisher may give one name to what it sends to several channels.</summary>
    public bool See(string? channel, string messageId)
    {
        var message = (channel, messageId);
        if (!_seen.Add(message))
        {
            return false;
        }

        _seenInOrder.Enqueue(message);
        if (_seenInOrder.Count > MostSeen)
        {
            _seen.Remove(_seenInOrder.Dequeue());
        }

        return true;
    }

    /// <summary>For another server, to which the streams and names of messages of this one mean nothing. The channels stay wanted, and what they miss counts as lost.</summary>
    public void ForgetPositions()
    {
        foreach (var knowledge in _channels.Values)
        {
            knowledge.Position = null;
        }

        _seen.Clear();
        _seenInOrder.Clear();
    }

    private sealed class Knowledge
    {
        public PusherPosition? Position { get; set; }

        public bool WasSubscribed { get; set; }
    }
}
