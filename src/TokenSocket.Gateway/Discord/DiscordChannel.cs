namespace TokenSocket.Gateway.Discord;

/// <summary>The channel behind the webhook, as someone sees it who reads and moderates there. Thread-safe.</summary>
public sealed class DiscordChannel
{
    private readonly Lock _lock = new();
    private readonly List<ChannelMessage> _messages = [];
    private readonly HashSet<ulong> _threads = [];
    private readonly TimeProvider _time;
    private volatile bool _isForum;

    internal DiscordChannel(TimeProvider time)
    {
        _time = time;
        Id = Snowflake.At(time.GetUtcNow());
    }

    /// <summary>The snowflake of the channel.</summary>
    public ulong Id { get; }

    /// <summary>Whether it is a forum, where each post names a thread (<c>thread_id</c>) or begins one (<c>thread_name</c>).</summary>
    /// <value>The default is false.</value>
    public bool IsForum
    {
        get => _isForum;
        set => _isForum = value;
    }

    /// <summary>Every message in the order of posting, deleted ones included; a snapshot.</summary>
    public IReadOnlyList<ChannelMessage> Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages];
        }
    }

    /// <summary>Called after each change, outside of locks, before the request is answered.</summary>
    internal Action<ChannelMessage>? Changed { get; set; }

    /// <summary>Opens a thread.</summary>
    /// <returns>Its snowflake, for <c>thread_id</c>.</returns>
    public ulong AddThread()
    {
        ulong id = Snowflake.At(_time.GetUtcNow());
        lock (_lock)
            _threads.Add(id);
        return id;
    }

    /// <summary>Deletes a thread; posts to it then get 404/10003.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DeleteThread(ulong id)
    {
        lock (_lock)
            return _threads.Remove(id);
    }

    /// <summary>Deletes a message by hand; edits of it then get 404/10008.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Delete(ulong id) => Change(id, message => message with { IsDeleted = true }) is not null;

    /// <summary>What a reader sees now: deleted messages are not there, markdown is rendered, relative times count from now.</summary>
    public string Dump() => ChannelDump.Of(Messages, _time.GetUtcNow());
    internal bool HasThread(ulong id)
    {
        lock (_lock)
            return _threads.Contains(id);
    }

    internal ChannelMessage? Find(ulong id) => Messages.FirstOrDefault(message => message.Id == id && !message.IsDeleted);

    internal ChannelMessage Post(Payload payload, string defaultName, ulong? thread)
    {
        DateTimeOffset now = _time.GetUtcNow();
        ulong id = Snowflake.At(now);
        var message = new ChannelMessage
        {
            Id = id,
            Username = payload.Username ?? defaultName,
            AvatarUrl = payload.AvatarUrl,
            ThreadId = payload.ThreadName is null ? thread : id,
            Revisions = [Revision(payload, now, "", [])],
        };
        lock (_lock)
        {
            _messages.Add(message);
            if (payload.ThreadName is not null)
                _threads.Add(id);
        }

        Changed?.Invoke(message);
        return message;
    }

    /// <summary>What the payload leaves out stays.</summary>
    internal ChannelMessage? Edit(ulong id, Payload payload)
    {
        DateTimeOffset now = _time.GetUtcNow();
        return Change(id, message => message with
        {
            Revisions = [.. message.Revisions, Revision(payload, now, message.Content, message.Embeds)],
        });
    }

    private static MessageRevision Revision(Payload payload, DateTimeOffset now, string content, IReadOnlyList<Embed> embeds)
    {
        string text = payload.Content ?? content;
        return new MessageRevision(now, text, payload.Embeds ?? embeds, payload.Mentions.PingsIn(text)) { MayPing = payload.Mentions.LetAnyThrough };
    }

    private ChannelMessage? Change(ulong id, Func<ChannelMessage, ChannelMessage> change)
    {
        ChannelMessage changed;
        lock (_lock)
        {
            int index = _messages.FindIndex(message => message.Id == id && !message.IsDeleted);
            if (index < 0)
                return null;
            changed = _messages[index] = change(_messages[index]);
        }

        Changed?.Invoke(changed);
        return changed;
    }
}
