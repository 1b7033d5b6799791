using TokenSocket.CloseCodes;
using static TokenSocket.Protocols.SessionOrder;

namespace TokenSocket.Protocols;

/// <summary>A session of the Pusher Channels protocol 7, or of Sockudo's V2, which recovers what was missed.</summary>
/// <remarks>Pusher Channels documentation, Pusher Channels Protocol; sockudo, recovery.rs and auth_tokens.rs.</remarks>
internal sealed class PusherProtocol : SessionProtocol
{
    private const int LongestActivityTimeout = 86_400;

    private static readonly TimeSpan PongTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);
    private static readonly StopTimer Listen = new(SessionTimer.Heartbeat);
    private static readonly StopTimer NoLongerAsked = new(SessionTimer.Answer);

    private readonly PusherMemory _memory;
    private readonly bool _isV2;
    private readonly PusherErrors _errors = new();
    private readonly PusherNews _news;
    private readonly PusherSubscriptions _subscriptions;
    private string? _socketId;
    private StartTimer? _heartbeat;
    private IEnumerable<SessionOrder> _early = [];
    private IEnumerable<SessionOrder> _held = [];
    private Wait _wait;
    private bool _isOver;

    /// <param name="memory">What the client knows from earlier connections, and keeps for later ones.</param>
    /// <param name="isV2">Whether Sockudo's V2 is spoken.</param>
    public PusherProtocol(PusherMemory memory, bool isV2)
    {
        (_memory, _isV2) = (memory, isV2);
        var recovery = new PusherRecovery(memory);
        _subscriptions = new PusherSubscriptions(memory, recovery, isV2);
        _news = new PusherNews(memory, recovery, _subscriptions, isV2);
    }

    private enum Wait
    {
        Nothing,
        Pong,
        Close,
    }

    /// <summary>The server speaks first.</summary>
    public override IReadOnlyList<SessionOrder> Begin() => [];

    public override IReadOnlyList<SessionOrder> Receive(SessionFrame frame)
    {
        if (_isOver)
        {
            return [];
        }

        if (PusherFrame.Read(frame, _isV2, out var fault) is not { } read)
        {
            return Ended(PusherViolation.Of(fault!));
        }

        var heartbeat = _heartbeat;
        SessionOrder[] orders = [.. Answer(read)];
        if (orders is [.., End end])
        {
            return Ended(end);
        }

        return heartbeat is null || _wait == Wait.Close ? orders : [.. Heard(orders.Length > 0), .. orders, heartbeat];
    }

    public override IReadOnlyList<SessionOrder> Fired(SessionTimer timer)
    {
        switch (timer, _wait)
        {
            case (SessionTimer.Heartbeat, Wait.Nothing) when !_isOver && _heartbeat is not null:
                _wait = Wait.Pong;
                return [new Send(PusherFrames.Ping(_isV2)), new StartTimer(SessionTimer.Answer, PongTimeout)];
            case (SessionTimer.Answer, Wait.Pong) when !_isOver:
                return Ended(new End(new DisconnectInfo(DisconnectCause.HeartbeatLost, CloseCode.AbnormalClosure, $"The server sent nothing for {Seconds(_heartbeat!.After)} seconds, and then no answer to a ping for {Seconds(PongTimeout)} seconds.")));
            case (SessionTimer.Answer, Wait.Close) when !_isOver:
                return _heartbeat is null ? Ended(new End(_errors.End!)) : GoOn(_heartbeat);
            case (SessionTimer.Recovery, _) when !_isOver:
                return [.. _news.GiveUp()];
            default:
                return [];
        }
    }

    public override IReadOnlyList<SessionOrder> Subscribe(string channel)
    {
        _memory.Add(channel);
        return _isOver || _socketId is null ? [] : [.. _subscriptions.Open(channel, _socketId)];
    }

    public override IReadOnlyList<SessionOrder> Unsubscribe(string channel) =>
        _memory.Remove(channel) && !_isOver ? [.. _subscriptions.Leave(channel)] : [];

    /// <summary>Where there is no right, the program is told on a frame without text, for the server sent none.</summary>
    public override IReadOnlyList<SessionOrder> Authorized(string channel, ChannelGrant grant) =>
        _isOver ? [] : [.. _subscriptions.Authorized(channel, grant)];

    public override DisconnectInfo Explain(DisconnectInfo end) => _errors.Explain(end);

    private IEnumerable<SessionOrder> Answer(PusherFrame frame) => frame.Event switch
    {
        PusherEvent.Error => Remember(frame),
        PusherEvent.Ping => [new Send(PusherFrames.Pong(_isV2))],
        PusherEvent.Established => Establish(frame),
        _ when _socketId is null => [PusherViolation.Of($"The server sent {PusherFields.Quote(frame.Name)} first; connection_established was expected.")],
        _ => _news.Of(frame),
    };

    private IEnumerable<SessionOrder> Establish(PusherFrame frame)
    {
        if (_socketId is not null)
        {
            return [PusherViolation.Of("The server sent connection_established a second time; once was expected.")];
        }

        var data = frame.DataFields();
        var socketId = data.Required("socket_id");
        var expected = $"a whole number of seconds from 1 to {LongestActivityTimeout}";
        var seconds = data.Number("activity_timeout", expected) ?? 120;
        if (seconds is < 1 or > LongestActivityTimeout)
        {
            data.Blame($"has an activity_timeout of {seconds}", expected);
        }

        if (data.Fault is { } fault)
        {
            return [PusherViolation.Of(fault)];
        }

        _socketId = socketId;
        _heartbeat = new StartTimer(SessionTimer.Heartbeat, TimeSpan.FromSeconds(seconds));
        return [.. _subscriptions.OpenAll(socketId), _heartbeat, new Establish(), .. _early];
    }

    private IEnumerable<SessionOrder> Remember(PusherFrame frame)
    {
        if (PusherError.Read(frame, out var fault) is not { } error)
        {
            return [PusherViolation.Of(fault!)];
        }

        _errors.Remember(error);
        if (!error.IsEnding)
        {
            return Told(_news.Of(frame, error));
        }

        // Of several the last one is what the close is about.
        var passed = _held;
        _held = _news.Of(frame, error);
        if (_wait == Wait.Close)
        {
            return _socketId is null ? [] : passed;
        }

        _wait = Wait.Close;
        return [Listen, new StartTimer(SessionTimer.Answer, CloseTimeout)];
    }

    /// <summary>
    /// The server has not closed, so the session lives: Sockudo gives the same codes, 4000 and 4009, to a refused subscription or a frame that it
    /// cannot read, and stays.
    /// </summary>
    /// <remarks>sockudo, crates/sockudo-core/src/error.rs: "is_fatal".</remarks>
    private SessionOrder[] GoOn(StartTimer heartbeat)
    {
        SessionOrder[] orders = [.. _held, heartbeat];
        (_wait, _held) = (Wait.Nothing, []);
        _errors.Outlive();
        return orders;
    }

    /// <summary>What comes before the session is up is told of once it is; the last of it is enough.</summary>
    private IEnumerable<SessionOrder> Told(IEnumerable<SessionOrder> orders)
    {
        if (_socketId is not null)
        {
            return orders;
        }

        _early = orders;
        return [];
    }

    /// <summary>While the program takes what it is given, nobody listens to the server, which is no reason to think that it is gone.</summary>
    private IEnumerable<SessionOrder> Heard(bool isMore)
    {
        if (_wait == Wait.Pong)
        {
            _wait = Wait.Nothing;
            yield return NoLongerAsked;
        }

        if (isMore)
        {
            yield return Listen;
        }
    }

    private IReadOnlyList<SessionOrder> Ended(SessionOrder end)
    {
        _isOver = true;
        return [end];
    }

    private static int Seconds(TimeSpan time) => (int)time.TotalSeconds;
}
