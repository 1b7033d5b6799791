namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>All channels, and what happens on them. Not thread-safe.</summary>
internal sealed class ChannelTable(PusherGatewayOptions options, TimeProvider time, Func<string> newId)
{
    private readonly Dictionary<string, PusherChannel> _channels = new(StringComparer.Ordinal);
    private DateTimeOffset _swept = time.GetUtcNow();

    public IEnumerable<PusherChannel> All => _channels.Values;

    public bool Has(string channel, PusherSession session) => _channels.GetValueOrDefault(channel)?.Has(session) == true;

    /// <summary>Lets a connection hear a channel, and tells it and the other members so. Once more does no harm.</summary>
    public void Join(string name, PusherSession session, PusherMember? member)
    {
        Sweep();
        PusherChannel channel = Open(name);
        bool isNew = !channel.Has(session) && channel.Join(session, member);
        session.Send(session.Frames.Subscribed(name, ChannelName.IsPresence(name) ? channel.Members : null, channel.Stream.Position));
        if (isNew)
            Tell(channel, frames => frames.MemberAdded(name, member!), session);
    }

    public void Leave(string name, PusherSession session)
    {
        if (_channels.GetValueOrDefault(name) is { } channel && channel.Leave(session) is { } gone)
            Tell(channel, frames => frames.MemberRemoved(name, gone.UserId));
    }

    public void LeaveAll(PusherSession session)
    {
        foreach (string name in _channels.Keys)
            Leave(name, session);
    }

    /// <summary>Sends an event of the server to all who hear the channel, and keeps it.</summary>
    /// <returns>One task for each of them, which completes when the publisher may go on.</returns>
    public IReadOnlyList<Task> Publish(string name, string eventName, string dataJson)
    {
        PusherChannel channel = Open(name);
        StreamStamp stamp = channel.Stream.Next(newId());
        return Deliver(channel, stamp, frames => frames.Message(eventName, name, dataJson, isText: !frames.IsV2, userId: null, stamp));
    }

    /// <summary>Sends a client's event to all others who hear the channel, and keeps it.</summary>
    public void Relay(string name, string eventName, string dataJson, PusherSession sender)
    {
        PusherChannel channel = Open(name);
        StreamStamp stamp = channel.Stream.Next(newId());
        string? userId = channel.MemberOf(sender)?.UserId;
        Deliver(channel, stamp, frames => frames.Message(eventName, name, dataJson, isText: false, userId, stamp), sender);
    }

    /// <summary>What the channel still has for a client that saw this last.</summary>
    public ResumeOutcome Resume(ResumePosition position) => _channels.GetValueOrDefault(position.Channel) is { } channel
        ? channel.Stream.After(position, time.GetUtcNow())
        : new ResumeOutcome.Failed("position_expired", "hot_replay_expired_and_durable_history_disabled", position.StreamId);

    /// <summary>Begins to count the channel's messages anew, in another stream.</summary>
    public void ResetStream(string name) => Open(name).Stream = NewStream();

    private PusherChannel Open(string name)
    {
        if (!_channels.TryGetValue(name, out PusherChannel? channel))
            _channels[name] = channel = new PusherChannel(name, NewStream());

        return channel;
    }

    private ReplayStream NewStream() => new(newId(), options.ReplayCapacity, options.ReplayAge);

    private List<Task> Deliver(PusherChannel channel, StreamStamp stamp, Func<PusherFrames, string> write, PusherSession? except = null)
    {
        channel.Stream.Keep(new KeptMessage(stamp, write(PusherFrames.V2), time.GetUtcNow()));
        return Tell(channel, write, except);
    }

    private static List<Task> Tell(PusherChannel channel, Func<PusherFrames, string> write, PusherSession? except = null)
    {
        var written = new Dictionary<PusherFrames, string>();
        var sent = new List<Task>();
        foreach (PusherSession session in channel.Subscribers)
        {
            if (session == except)
                continue;
            if (!written.TryGetValue(session.Frames, out string? frame))
                written[session.Frames] = frame = write(session.Frames);
            sent.Add(session.SendAsync(frame));
        }

        return sent;
    }

    // Names come from clients: those that nobody hears, and that have nothing to replay, are not kept for ever.
    private void Sweep()
    {
        DateTimeOffset now = time.GetUtcNow();
        if (now - _swept < options.ReplayAge)
            return;

        _swept = now;
        foreach (PusherChannel channel in _channels.Values.Where(channel => channel.Subscriptions == 0 && channel.Stream.IsSpent(now)).ToArray())
            _channels.Remove(channel.Name);
    }
}
