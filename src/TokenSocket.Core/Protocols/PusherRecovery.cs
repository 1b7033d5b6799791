namespace TokenSocket.Protocols;

/// <summary>
/// What one connection does about the messages that its channels missed before it (V2): who waits for them, and where each channel stands meanwhile.
/// </summary>
/// <param name="memory">What is known across connections; positions move there only over messages that were seen without a gap.</param>
internal sealed class PusherRecovery(PusherMemory memory)
{
    /// <summary>Nothing proves that nothing was missed.</summary>
    /// <remarks>sockudo, recovery.rs.</remarks>
    public const string Unverifiable = "continuity_unverifiable";

    private const int MostHeld = 1_000;

    private readonly Queue<List<string>> _resumes = new();
    private readonly Dictionary<string, PusherPosition?> _aside = new(StringComparer.Ordinal);
    private readonly HashSet<string> _accepted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PusherFrame>> _held = new(StringComparer.Ordinal);
    private readonly Queue<PusherFrame> _released = new();

    /// <summary>The channels are being subscribed: what asks for what they missed; null where nothing can be asked for.</summary>
    public SessionFrame? Resume(params IEnumerable<string> channels)
    {
        var positions = new List<KeyValuePair<string, PusherPosition>>();
        foreach (var channel in channels)
        {
            if (memory.PositionOf(channel) is { } position)
            {
                positions.Add(new(channel, position));
                _aside[channel] = null;
            }
            else if (memory.HasHad(channel))
            {
                _lost.Add(channel);
            }
        }

        if (positions.Count == 0)
        {
            return null;
        }

        _resumes.Enqueue([.. positions.Select(static position => position.Key)]);
        return PusherFrames.Resume(positions);
    }

    /// <summary>The channel is subscribed from here on. A failure where it missed something that could not be asked for.</summary>
    public RecoveryFailed? Accept(string channel, PusherPosition? head)
    {
        _accepted.Add(channel);
        memory.MarkSubscribed(channel);
        if (!KeepAside(channel, head))
        {
            memory.Advance(channel, head);
        }

        return _lost.Remove(channel) ? new RecoveryFailed(channel, Unverifiable) : null;
    }

    /// <summary>Whether the message has to wait: those that the channel missed before it are still to come.</summary>
    public bool IsAhead(string channel, PusherPosition position) =>
        _aside.ContainsKey(channel) && memory.PositionOf(channel) is { } known && !known.IsNext(position) && !known.Covers(position);

    /// <summary>Keeps the message until what was missed has come, or will not. A failure where too many wait.</summary>
    public RecoveryFailed? Hold(string channel, PusherFrame message)
    {
        if (!_held.TryGetValue(channel, out var held))
        {
            _held[channel] = held = [];
        }

        held.Add(message);
        return held.Count < MostHeld ? null : Fail(channel, Unverifiable);
    }

    /// <summary>The next of the messages that have waited long enough; null where there is none. One that was sent again meanwhile is left out.</summary>
    public PusherFrame? Release()
    {
        while (_released.TryDequeue(out var message))
        {
            if (memory.PositionOf(message.Channel!)?.Covers(message.Position!) != true)
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>A message has come. One that leaves a gap does not move the position while the gap is waited for: if the connection breaks now, the gap is asked for again.</summary>
    public void Advance(string channel, PusherPosition position)
    {
        if (memory.PositionOf(channel)?.IsNext(position) == true || !KeepAside(channel, position))
        {
            memory.Advance(channel, position);
        }
    }

    /// <summary>The server has sent what the channel missed. Null where it was not waited for.</summary>
    public Recovered? Recover(string channel, int count, PusherPosition? position)
    {
        if (!_aside.Remove(channel))
        {
            return null;
        }

        Free(channel);
        memory.Advance(channel, position);
        return new Recovered(channel, count);
    }

    /// <summary>The server cannot send what the channel missed: it goes on from what was kept aside. Null where it was not waited for, or was told of already.</summary>
    public RecoveryFailed? Fail(string channel, string code)
    {
        if (!_aside.Remove(channel, out var position))
        {
            return null;
        }

        Free(channel);
        memory.Place(channel, position);
        return new RecoveryFailed(channel, code);
    }

    /// <summary>The oldest resume has been answered: the failures of those of its channels that the answer did not name.</summary>
    public IEnumerable<RecoveryFailed> FailUnnamed() =>
        _resumes.TryDequeue(out var channels) ? FailEach(channels) : [];

    /// <summary>
    /// No resume will be answered. A channel that is not subscribed yet fails once it is: what the program rebuilds before would miss what comes in between.
    /// </summary>
    public IEnumerable<RecoveryFailed> FailAll()
    {
        var answered = FailUnnamed();
        var others = FailEach([.. _resumes.SelectMany(static channels => channels)]);
        _resumes.Clear();
        _lost.UnionWith(others.Select(static failure => failure.Channel).Where(channel => !_accepted.Contains(channel)));
        return [.. answered, .. others.Where(failure => _accepted.Contains(failure.Channel))];
    }

    /// <summary>The channel is not subscribed after all: its position stays as it is.</summary>
    public void Drop(string channel)
    {
        _accepted.Remove(channel);
        _aside.Remove(channel);
        _held.Remove(channel);
        _lost.Remove(channel);
        foreach (var channels in _resumes)
        {
            channels.Remove(channel);
        }
    }

    private IEnumerable<RecoveryFailed> FailEach(IEnumerable<string> channels) =>
        [.. channels.Select(channel => Fail(channel, Unverifiable)).OfType<RecoveryFailed>()];

    private void Free(string channel)
    {
        if (_held.Remove(channel, out var messages))
        {
            messages.ForEach(_released.Enqueue);
        }
    }

    private bool KeepAside(string channel, PusherPosition? position)
    {
        if (!_aside.TryGetValue(channel, out var known))
        {
            return false;
        }

        if (position is null || memory.PositionOf(channel)?.Covers(position) != true)
        {
            _aside[channel] = PusherPosition.Further(known, position);
        }

        return true;
    }
}
