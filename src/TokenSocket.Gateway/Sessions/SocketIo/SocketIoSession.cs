using System.Buffers.Text;
using System.Security.Cryptography;

namespace TokenSocket.Gateway.Sessions.SocketIo;

/// <summary>A Socket.IO server towards one client: the packets of Engine.IO, the namespaces and what is answered in them.</summary>
/// <remarks>
/// github.com/socketio/socket.io-protocol; github.com/socketio/engine.io-protocol. As the reference server does, it closes without a code where a client breaks the protocol.
/// A client that is refused keeps its WebSocket, pings included, until the connect timeout.
/// </remarks>
internal sealed class SocketIoSession : ServerSession
{
    private const int SidBytes = 15;

    private readonly Lock _gate = new();
    private readonly TokenGatewayOptions _options;
    private readonly Func<SocketIoRefusal?> _refusal;
    private readonly Membership _membership = new();
    private readonly PendingAnswers _answers = new();
    private readonly EventDesk _events;
    private readonly ITimer _patience;
    private readonly bool _isRms;
    private Heartbeat? _heartbeat;
    private BinaryPacket? _incomplete;

    /// <param name="line">Leads to the client.</param>
    /// <param name="options">What is allowed, and who is told.</param>
    /// <param name="refusal">What every client is refused with at the moment; null for nothing.</param>
    /// <param name="time">Where its timers come from.</param>
    public SocketIoSession(ISessionLine line, TokenGatewayOptions options, Func<SocketIoRefusal?> refusal, TimeProvider time)
        : base(line, time)
    {
        _options = options;
        _refusal = refusal;
        _isRms = RmsSocket.Is(options.Dialect);
        _events = new EventDesk(line, options.SocketIo);
        _patience = time.CreateTimer(_ => Line.CloseWithoutCode(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private SocketIoGatewayOptions Rules => _options.SocketIo;

    public override async ValueTask BeginAsync(CancellationToken ending)
    {
        await SendAsync(PacketWriter.Open(NewSid(), Rules), CancellationToken.None).ConfigureAwait(false);
        lock (_gate)
        {
            if (ending.IsCancellationRequested)
                return;

            _heartbeat = new Heartbeat(Rules, () => _ = SendAsync(PacketWriter.Ping), Line.CloseWithoutCode, Time);
            WaitForConnect();
        }
    }

    public override ValueTask ReceiveAsync(GatewayMessage message, CancellationToken ending)
    {
        if (message.Bytes.Length > Rules.MaxPayload)
            return TooBig();
        if (!message.IsText)
            return TakeBytesAsync(message.Bytes, ending);
        if (message.Bytes.Span is [(byte)'4', .. var packet])
            return _incomplete is null && PacketReader.Read(packet) is { } read ? TakeAsync(read, ending) : GiveUp();
        if (message.Bytes.Span is not [var type] || (char)type is not ('3' or '6'))
            return GiveUp();

        if (type == '3')
            _heartbeat?.TakePong();
        return ValueTask.CompletedTask;
    }

    // No close frame carries a status, and this server says the same in a session as in the answer to a handshake.
    public override bool SaysFirst(int code) => code < GatewayConnection.LowestCode;

    public override bool TryRefuse(int number, string words, out Task sent)
    {
        lock (_gate)
        {
            string left = _membership.First ?? PacketReader.MainNamespace;
            _membership.Remove(left);
            sent = SendAsync(PacketWriter.Refused(left, new SocketIoRefusal(words, number)));
            WaitForConnect();
        }

        return true;
    }

    public Task<bool> EmitAsync(string name, IReadOnlyList<object?> arguments)
    {
        EventPayload payload = EventPayload.Of(name, arguments);
        lock (_gate)
        {
            return Recipient(name) is { } recipient ? Line.SendAsync(PacketWriter.Event(recipient, number: null, payload)) : Task.FromResult(false);
        }
    }

    public async Task<SocketIoAnswer?> EmitWithAckAsync(string name, TimeSpan timeout, IReadOnlyList<object?> arguments)
    {
        EventPayload payload = EventPayload.Of(name, arguments);
        string? recipient;
        int number;
        Task<SocketIoAnswer?> answer;
        lock (_gate)
        {
            recipient = Recipient(name);
            if (recipient is null)
                return null;

            (number, answer) = _answers.Add(recipient);
            _ = Line.SendAsync(PacketWriter.Event(recipient, number, payload));
        }

        try
        {
            return await answer.WaitAsync(timeout, Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _answers.Settle(recipient, number, answer: null);
            return null;
        }
    }

    public Task DisconnectAsync(bool closeTransport)
    {
        Task sent;
        lock (_gate)
        {
            GatewayMessage[] goodbyes = [.. _membership.Clear().Select(left => GatewayMessage.Of(PacketWriter.Disconnected(left)))];
            sent = goodbyes.Length > 0 ? Line.SendAsync(goodbyes) : Task.CompletedTask;
        }

        if (closeTransport)
            Line.CloseWithoutCode();
        return sent;
    }

    public override void Dispose()
    {
        lock (_gate)
        {
            _heartbeat?.Dispose();
            _patience.Dispose();
        }

        _answers.GiveUp();
        base.Dispose();
    }

    private static string NewSid() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SidBytes));

    /// <summary>Where an event goes; null where it may not.</summary>
    private string? Recipient(string name) => _isRms && RmsSocket.IsForMembers(name) && !_membership.HasJoined ? null : _membership.First;

    private void WaitForConnect()
    {
        if (_membership.First is null)
            _patience.Change(Rules.ConnectTimeout, Timeout.InfiniteTimeSpan);
    }

    private ValueTask GiveUp()
    {
        Line.CloseWithoutCode();
        return ValueTask.CompletedTask;
    }

    private ValueTask TooBig()
    {
        Line.Close(CloseWords.MessageTooBig.Code, CloseWords.MessageTooBig.Reason);
        return ValueTask.CompletedTask;
    }

    private ValueTask TakeBytesAsync(ReadOnlyMemory<byte> bytes, CancellationToken ending)
    {
        if (_incomplete is not { } packet)
            return GiveUp();

        packet.Add(bytes);
        if (packet.Size > _options.MaxMessageSize)
            return TooBig();
        if (!packet.IsWhole)
            return ValueTask.CompletedTask;

        _incomplete = null;
        return HandAsync(packet, ending);
    }

    private ValueTask TakeAsync(Packet packet, CancellationToken ending)
    {
        // Nobody but this reading puts the client into a namespace, so what it is not in here it is not in later either.
        bool isMember;
        lock (_gate)
            isMember = _membership.Contains(packet.Namespace);

        if (packet.Type == PacketType.Connect)
            return isMember ? GiveUp() : ConnectAsync(packet, ending);
        if (!isMember)
            return GiveUp();
        if (packet.Type == PacketType.Disconnect)
            return Leave(packet.Namespace);

        var binary = new BinaryPacket(packet);
        if (binary.IsWhole)
            return HandAsync(binary, ending);

        _incomplete = binary;
        return ValueTask.CompletedTask;
    }

    private async ValueTask ConnectAsync(Packet packet, CancellationToken ending)
    {
        if (!Rules.AnswerConnects)
            return;

        SocketIoRefusal? refusal = Rules.Namespaces.Contains(packet.Namespace)
            ? _refusal() ?? await _events.AskAsync(packet, ending).ConfigureAwait(false)
            : new SocketIoRefusal("Invalid namespace");
        if (refusal is not null)
        {
            await SendAsync(PacketWriter.Refused(packet.Namespace, refusal), ending).ConfigureAwait(false);
            return;
        }

        Task<bool> sent;
        lock (_gate)
        {
            _membership.Add(packet.Namespace);
            _patience.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            sent = SendAsync(PacketWriter.Connected(packet.Namespace, NewSid()), ending);
        }

        await sent.ConfigureAwait(false);
        await Line.OpenAsync(ending).ConfigureAwait(false);
    }

    private ValueTask Leave(string @namespace)
    {
        lock (_gate)
            _membership.Remove(@namespace);

        return ValueTask.CompletedTask;
    }

    private async ValueTask HandAsync(BinaryPacket whole, CancellationToken ending)
    {
        Packet packet = whole.Packet;
        if (packet.Type is PacketType.Ack or PacketType.BinaryAck)
        {
            var answer = new SocketIoAnswer([.. packet.Payload.EnumerateArray()]) { Attachments = whole.Attachments };
            _answers.Settle(packet.Namespace, packet.Number!.Value, answer);
            return;
        }

        bool isJoin = _isRms && EventDesk.NameOf(packet) == RmsSocket.Join;
        if (isJoin)
            await JoinAsync(packet, ending).ConfigureAwait(false);

        IReadOnlyList<object?>? values = await _events.HandAsync(whole, ending).ConfigureAwait(false);
        if (!isJoin && values is not null && packet.Number is { } number)
            await AnswerAsync(packet.Namespace, number, values, ending).ConfigureAwait(false);
    }

    private async ValueTask JoinAsync(Packet packet, CancellationToken ending)
    {
        lock (_gate)
            _membership.HasJoined = _membership.Contains(packet.Namespace);

        if (packet.Number is { } number && Rules.AcknowledgeJoins)
            await AnswerAsync(packet.Namespace, number, [new Dictionary<string, bool>(StringComparer.Ordinal) { ["ok"] = true }], ending).ConfigureAwait(false);
    }

    private Task<bool> AnswerAsync(string @namespace, int number, IReadOnlyList<object?> values, CancellationToken ending) =>
        Line.SendAsync(PacketWriter.Answer(@namespace, number, EventPayload.Of(name: null, values)), ending);
}
