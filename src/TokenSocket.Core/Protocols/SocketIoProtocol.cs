using System.Globalization;
using System.Text;
using TokenSocket.CloseCodes;
using static TokenSocket.Protocols.SocketIoPacketKind;
using static TokenSocket.Protocols.SocketIoStage;

namespace TokenSocket.Protocols;

/// <summary>Socket.IO protocol 5 over Engine.IO 4, by WebSocket alone: one namespace.</summary>
/// <remarks>
/// github.com/socketio/socket.io-protocol; github.com/socketio/engine.io-protocol. The answer timer has two uses that never meet: while the session
/// is joined it waits for the answer to the greeting, and once the server has ended the session, for a close frame.
/// </remarks>
/// <param name="settings">What the session is lived with.</param>
internal sealed class SocketIoProtocol(SocketIoSettings settings) : SessionProtocol
{
    // The program's own numbers begin at 1.
    private const int GreetingNumber = 0;

    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    private readonly string _channel = settings.Namespace.Split('?')[0];
    private readonly byte[] _namespace = Encoding.UTF8.GetBytes(settings.Namespace.Split('?')[0]);
    private SocketIoStage _stage = new Fresh();

    /// <summary>Nothing: the server speaks first.</summary>
    public override IReadOnlyList<SessionOrder> Begin() => [];

    /// <inheritdoc/>
    public override IReadOnlyList<SessionOrder> Receive(SessionFrame frame)
    {
        if (_stage is Over)
        {
            return [];
        }

        if (!frame.IsText)
        {
            return Attach(frame.Payload);
        }

        return SocketIoPacketReader.TryRead(frame.Payload, out var packet, out var fault) ? Receive(packet) : Violate(fault);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SessionOrder> Fired(SessionTimer timer) => (_stage, timer) switch
    {
        ({ Patience: { } patience }, SessionTimer.Heartbeat) => End(new DisconnectInfo(DisconnectCause.HeartbeatLost, CloseCode.AbnormalClosure, Silent(patience))),
        (Joined { AwaitsAnswer: true } joined, SessionTimer.Answer) => Miss(joined),
        (Leaving leaving, SessionTimer.Answer) => End(new DisconnectInfo(DisconnectCause.InBand, Reason: leaving.Farewell)),
        _ => [],
    };

    /// <inheritdoc/>
    public override DisconnectInfo Explain(DisconnectInfo end) =>
        _stage is Leaving leaving && end.Code is CloseCode.NoStatus or CloseCode.AbnormalClosure && string.IsNullOrEmpty(end.Reason)
            ? end with { Reason = leaving.Farewell }
            : end;

    private IReadOnlyList<SessionOrder> Receive(SocketIoPacket packet) => (_stage, packet.Kind) switch
    {
        (_, Ping) => AnswerPing(packet),
        (Leaving, _) => [],
        (_, Noop) => [],
        (_, Close) => Leave("1"),
        _ when packet.IsMessage && !packet.IsFor(_namespace) => Violate($"The server sent {packet.Title} for another namespace; this session is in '{ServerText.Clean(_channel)}'."),
        (Joined { Incoming: { } incoming }, _) => Violate($"The server sent {packet.Title} where attachment {incoming.Taken.Count + 1} of {incoming.Message.Packet.Attachments} was due."),
        (_, Disconnect) => Leave("41"),
        (_, ConnectError) => Refuse(packet),
        (Fresh, Open) => AskForNamespace(packet),
        (Connecting connecting, Connect) => Join(connecting.Opening, packet),
        (Joined joined, Event or BinaryEvent or Acknowledgement or BinaryAcknowledgement) => Take(joined, packet),
        (Fresh, _) => Violate($"The server sent {packet.Title} before its open packet (0)."),
        (Connecting, _) when packet.IsMessage => Violate($"The server sent {packet.Title} before it let the session into the namespace (40)."),
        _ => Violate($"The server sent {packet.Title}, which it never sends here."),
    };

    private IReadOnlyList<SessionOrder> AnswerPing(SocketIoPacket ping)
    {
        var pong = new SessionOrder.Send(SocketIoFrames.Pong(ping.Payload.Span));
        return _stage.Patience is { } patience ? [pong, new SessionOrder.StartTimer(SessionTimer.Heartbeat, patience)] : [pong];
    }

    private IReadOnlyList<SessionOrder> AskForNamespace(SocketIoPacket packet)
    {
        if (!SocketIoOpening.TryRead(packet.Payload.Span, out var opening, out var fault))
        {
            return Violate(fault);
        }

        _stage = new Connecting(opening);
        return
        [
            new SessionOrder.StartTimer(SessionTimer.Heartbeat, opening.Patience),
            new SessionOrder.Send(SocketIoFrames.Connect(settings.Namespace, settings.Auth)),
        ];
    }

    private IReadOnlyList<SessionOrder> Join(SocketIoOpening opening, SocketIoPacket packet)
    {
        if (!SocketIoJson.TryParse(packet.Payload.Span, out var answer) || !SocketIoOpening.NamesSession(answer))
        {
            return Violate("The server's connect packet (40) is no object with a sid that is a string; servers older than version 3 send none.");
        }

        _stage = new Joined(opening.Patience) { AwaitsAnswer = settings.Greeting is not null };
        var establish = new SessionOrder.Establish(opening.MaxPayload, _channel);
        return settings.Greeting is { } greeting
            ? [new SessionOrder.Send(SocketIoFrames.Greeting(_channel, greeting, GreetingNumber)), new SessionOrder.StartTimer(SessionTimer.Answer, AnswerPatience), establish]
            : [establish];
    }

    private IReadOnlyList<SessionOrder> Take(Joined joined, SocketIoPacket packet)
    {
        if (!SocketIoMessage.TryRead(packet, out var message, out var fault))
        {
            return Violate(fault);
        }

        return !packet.IsBinary
            ? Complete(joined, message, [])
            : Collect(joined, new SocketIoAttachments(message, settings.MaxMessageSize));
    }

    private IReadOnlyList<SessionOrder> Attach(ReadOnlyMemory<byte> attachment)
    {
        if (_stage is not Joined { Incoming: { } incoming } joined)
        {
            return Violate("The server sent a binary frame that no event or acknowledgement announced.");
        }

        incoming.Take(attachment);
        return Collect(joined, incoming);
    }

    private IReadOnlyList<SessionOrder> Collect(Joined joined, SocketIoAttachments incoming)
    {
        if (incoming.IsTooBig)
        {
            return End(new DisconnectInfo(
                DisconnectCause.TooBig,
                CloseCode.MessageTooBig,
                string.Create(CultureInfo.InvariantCulture, $"The server sent {incoming.Message.Packet.Title} that weighs more with its attachments than MaxMessageSize, {settings.MaxMessageSize} bytes.")));
        }

        if (incoming.IsComplete)
        {
            return Complete(joined with { Incoming = null }, incoming.Message, incoming.Taken);
        }

        _stage = joined with { Incoming = incoming };
        return [];
    }

    private IReadOnlyList<SessionOrder> Complete(Joined joined, SocketIoMessage message, IReadOnlyList<ReadOnlyMemory<byte>> attachments)
    {
        var isForGreeting = joined.AwaitsAnswer && message.Packet is { IsAnswer: true, Number: GreetingNumber };
        _stage = isForGreeting ? joined with { AwaitsAnswer = false } : joined;
        return isForGreeting ? [new SessionOrder.StopTimer(SessionTimer.Answer)] : [message.ToOrder(_channel, attachments)];
    }

    private IReadOnlyList<SessionOrder> Miss(Joined joined)
    {
        _stage = joined with { AwaitsAnswer = false };
        return [new SessionOrder.Warn($"The server has not acknowledged '{ServerText.Clean(settings.Greeting?.Name)}' within 10 s; it may be that it sends no events.")];
    }

    private IReadOnlyList<SessionOrder> Leave(string packet)
    {
        _stage = new Leaving($"The server ended the session ({packet}).");
        return [new SessionOrder.StopTimer(SessionTimer.Heartbeat), new SessionOrder.StartTimer(SessionTimer.Answer, ClosePatience)];
    }

    private IReadOnlyList<SessionOrder> Refuse(SocketIoPacket packet) =>
        SocketIoConnectError.TryRead(packet.Payload.Span, out var end, out var fault) ? End(end) : Violate(fault);

    private IReadOnlyList<SessionOrder> Violate(string sentence) => _stage is Leaving
        ? []
        : End(new DisconnectInfo(DisconnectCause.ProtocolViolation, CloseCode.AbnormalClosure, sentence));

    private IReadOnlyList<SessionOrder> End(DisconnectInfo end)
    {
        _stage = new Over();
        return [new SessionOrder.End(end)];
    }

    private static string Silent(TimeSpan patience) =>
        string.Create(CultureInfo.InvariantCulture, $"The server sent no ping for {patience.TotalSeconds:0.###} s.");
}
