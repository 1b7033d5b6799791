using TokenSocket.Protocols;

namespace TokenSocket.Running.Sessions;

/// <summary>What the program has with its sessions, whichever connection they live in: channels, and answers that it waits for. Thread-safe.</summary>
/// <param name="asker">Has the right to a channel signed.</param>
/// <param name="time">The clock.</param>
internal sealed class SessionDesk(ChannelAsker asker, TimeProvider time)
{
    private readonly PusherMemory _memory = new();
    private SessionRunner? _session;
    private string? _server;
    private volatile SessionOrder.Establish? _terms;

    /// <summary>Held whenever a session, or what is remembered of one, is touched.</summary>
    public Lock Gate { get; } = new();

    public Acknowledgements Acknowledgements { get; } = new();

    /// <summary>The clock by which answers are waited for.</summary>
    public TimeProvider Time => time;

    /// <summary>On what terms the present session is established; null where none is.</summary>
    public SessionOrder.Establish? Terms
    {
        get => _terms;
        set => _terms = value;
    }

    /// <summary>What is remembered of the channels at this server. What was remembered of another one's is forgotten, but for which were wanted.</summary>
    public PusherMemory MemoryOf(Uri server)
    {
        lock (Gate)
        {
            var name = server.GetLeftPart(UriPartial.Path);
            if (name != _server)
            {
                _memory.ForgetPositions();
                _server = name;
            }

            return _memory;
        }
    }

    /// <summary>This session is the present one.</summary>
    public void Attach(SessionRunner session)
    {
        lock (Gate)
        {
            (_session, _terms) = (session, null);
        }
    }

    /// <summary>Its connection has ended.</summary>
    public void Detach(SessionRunner session)
    {
        lock (Gate)
        {
            if (_session == session)
            {
                (_session, _terms) = (null, null);
            }
        }

        Acknowledgements.Fail();
    }

    /// <summary>The program wants the channel, on this connection and every later one.</summary>
    public void Subscribe(string channel) => Ask(protocol => protocol.Subscribe(channel), () => _memory.Add(channel));

    /// <summary>The program wants the channel no longer.</summary>
    public void Unsubscribe(string channel) => Ask(protocol => protocol.Unsubscribe(channel), () => _memory.Remove(channel));

    /// <summary>Has the right to a channel signed, and tells the session that asked.</summary>
    public void Authorize(string channel, string socketId, SessionRunner session, CancellationToken over) => _ = AuthorizeAsync(channel, socketId, session, over);

    private void Ask(Func<SessionProtocol, IReadOnlyList<SessionOrder>> ask, Action otherwise)
    {
        SessionRunner session;
        lock (Gate)
        {
            if (_session is null)
            {
                otherwise();
                return;
            }

            // Not once the lock is free: the next session could have begun, without the channel.
            session = _session;
            if (!session.Add(ask))
            {
                return;
            }
        }

        session.Drain();
    }

    private async Task AuthorizeAsync(string channel, string socketId, SessionRunner session, CancellationToken over)
    {
        if (await asker.AskAsync(channel, socketId, over).ConfigureAwait(false) is { } grant)
        {
            session.Ask(protocol => protocol.Authorized(channel, grant));
        }
    }
}
