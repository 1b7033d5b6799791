using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using TokenSocket.CloseCodes;
using TokenSocket.Framing;
using TokenSocket.Gateway.Sessions.Pusher;

namespace TokenSocket.Gateway;

/// <summary>
/// The live connections of this process and what is done to all of them. Thread-safe; made by
/// <see cref="TokenGatewayServices.AddTokenGateway"/>, put at an address by <see cref="TokenGatewayEndpoints.MapTokenGateway"/>.
/// </summary>
public sealed class TokenGateway
{
    /// <summary>How long one newly stuck peer can delay the caller of a broadcast; the other peers it never delays.</summary>
    private static readonly TimeSpan BroadcastPatience = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<GatewayConnection, GatewayConnection> _connections = new();
    private readonly TokenGatewayOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private volatile HandshakeMode _handshakes = new HandshakeMode.Accept();
    private volatile SocketIoRefusal? _sessionRefusal;
    private volatile Refusal? _discoveryRefusal;
    private int _open;
    private long _handshakesSeen;
    private long _tokensRejected;
    private long _discoveriesSeen;

    internal TokenGateway(ITokenRegistry tokens, TokenGatewayOptions options, TimeProvider time, ILogger<TokenGateway> log)
    {
        Tokens = tokens;
        _options = options;
        _time = time;
        _log = log;
        Channels = new PusherChannels(
            options.Pusher, new SharedTokens(tokens, options.CloseTimeout, time, (session, failure) => GatewayLog.CapabilityFailed(log, session, failure)), time);
    }

    /// <summary>The channels of a gateway that acts as a Pusher server; nobody is on them where it acts another.</summary>
    public PusherChannels Channels { get; }

    /// <summary>
    /// A snapshot of the accepted connections. One is in it before its client can know that it is connected, and no more once
    /// it began to end.
    /// </summary>
    public IReadOnlyCollection<GatewayConnection> Connections => [.. _connections.Keys];

    /// <summary>How many handshakes there were since the start, whatever came of them.</summary>
    public long HandshakesSeen => Interlocked.Read(ref _handshakesSeen);

    /// <summary>
    /// How many handshakes were turned away for their token since the start: it was missing, unknown, expired, deleted or in use.
    /// Those that were refused or closed on order are not among them.
    /// </summary>
    public long TokensRejected => Interlocked.Read(ref _tokensRejected);

    /// <summary>How many requests there were since the start that asked which address to dial, whatever came of them.</summary>
    public long DiscoveriesSeen => Interlocked.Read(ref _discoveriesSeen);

    /// <summary>The tokens that are accepted here.</summary>
    public ITokenRegistry Tokens { get; }

    internal HandshakeMode Handshakes => _handshakes;

    /// <summary>What clients are refused with inside their sessions; null for nothing.</summary>
    internal SocketIoRefusal? SessionRefusal => _sessionRefusal;

    /// <summary>How requests for an address are answered; null for as they should be.</summary>
    internal Refusal? DiscoveryRefusal => _discoveryRefusal;

    internal void CountHandshake() => Interlocked.Increment(ref _handshakesSeen);

    internal void CountDiscovery() => Interlocked.Increment(ref _discoveriesSeen);

    internal void CountRejectedToken() => Interlocked.Increment(ref _tokensRejected);

    /// <summary>What live connections are told when the server stops.</summary>
    internal CloseWords Farewell { get; set; } = CloseWords.GoingAway;

    /// <summary>Sends a text message to every connection.</summary>
    /// <returns>
    /// Completes when the peers that keep up have been handed the message, with the number of those that it was queued for.
    /// A peer that still has earlier messages waiting is not waited for, and one whose queue is full
    /// (<see cref="TokenGatewayOptions.SendQueueCapacity"/>) is dropped. A peer that stops reading delays the caller once, by
    /// 250 ms.
    /// </returns>
    public Task<int> BroadcastAsync(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return BroadcastAsync(Opcode.Text, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Sends a binary message to every connection. The bytes are copied before this returns.</summary>
    /// <inheritdoc cref="BroadcastAsync(string)"/>
    public Task<int> BroadcastAsync(ReadOnlyMemory<byte> bytes) => BroadcastAsync(Opcode.Binary, bytes.Span);

    /// <summary>Closes every connection; completes when all of them have ended, in about the close timeout at the latest.</summary>
    /// <inheritdoc cref="GatewayConnection.CloseAsync(int, string)"/>
    public Task CloseAllAsync(int code, string reason = "")
    {
        GatewayConnection[] connections = [.. _connections.Keys];
        foreach (GatewayConnection connection in connections)
            _ = connection.CloseAsync(code, reason);

        return Task.WhenAll(connections.Select(connection => connection.Ended));
    }

    /// <summary>Judges the handshakes from now on by their tokens, as at first.</summary>
    public void AcceptHandshakes() => _handshakes = new HandshakeMode.Accept();

    /// <summary>Answers the handshakes from now on with an HTTP status instead. Live connections stay.</summary>
    /// <param name="status">200 to 599.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header, rounded up to whole seconds.</param>
    /// <param name="body">A text body.</param>
    /// <param name="phrase">The status line's words in place of the usual ones; printable ASCII.</param>
    /// <exception cref="ArgumentException">The status or the wait is out of range, or the phrase does not fit a status line.</exception>
    public void RefuseHandshakes(int status, TimeSpan? retryAfter = null, string? body = null, string? phrase = null) =>
        _handshakes = new HandshakeMode.Refuse(RefusalOf(status, retryAfter, body, phrase));

    /// <summary>
    /// Accepts the handshakes from now on, whatever their token, and closes at once: the close frame follows the 101 without
    /// a pause, often in the same packet.
    /// </summary>
    /// <inheritdoc cref="GatewayConnection.CloseAsync(int, string)"/>
    public void CloseHandshakes(int code, string reason = "")
    {
        ArgumentNullException.ThrowIfNull(reason);
        GatewayConnection.CheckCode(code);
        _handshakes = new HandshakeMode.AcceptAndClose(new CloseWords(code, reason));
    }

    /// <summary>
    /// Answers the handshakes from now on, whatever their token, as the server of a dialect does that means this row: with its
    /// HTTP status, or accepted and closed at once with its code. What the row asks for is in the body or the reason, else its message.
    /// </summary>
    /// <param name="row">A row that a server speaks.</param>
    /// <param name="number">Which of the row's statuses or codes; null for the first that can be sent.</param>
    /// <param name="address">Where a row with <see cref="ReconnectVerdict.AtNewAddress"/> sends the client, as it is written; not looked at for any other.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header of a refusal, rounded up to whole seconds.</param>
    /// <exception cref="ArgumentException">
    /// No server speaks the row, or it is not about this number; the wait is negative; or the row sends the client elsewhere and the
    /// address is missing or does not fit a reason.
    /// </exception>
    public void ActOnHandshakes(CloseRule row, int? number = null, Uri? address = null, TimeSpan? retryAfter = null)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (retryAfter is { } wait)
            ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero, nameof(retryAfter));

        _handshakes = RowOnTheWire.AsHandshake(row, number, address, retryAfter);
    }

    /// <summary>
    /// Leaves the handshakes from now on without an answer, TCP open. Those already left so stay so until the client gives up
    /// or the server stops.
    /// </summary>
    public void IgnoreHandshakes() => _handshakes = new HandshakeMode.Ignore();

    /// <summary>
    /// Refuses every namespace from now on to the clients that connect to one (Socket.IO), as a server's middleware does: the WebSocket is accepted
    /// and stays open. Clients that are in a namespace stay there.
    /// </summary>
    /// <param name="message">What they are told.</param>
    /// <param name="statusCode">Goes with it as <c>data.statusCode</c>; null for no data.</param>
    public void RefuseSessions(string message, int? statusCode = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        _sessionRefusal = new SocketIoRefusal(message, statusCode);
    }

    /// <summary>Lets clients into their namespaces from now on, as at first.</summary>
    public void AcceptSessions() => _sessionRefusal = null;

    /// <summary>Refuses to tell clients from now on which address to dial.</summary>
    /// <param name="status">200 to 599.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header, rounded up to whole seconds.</param>
    /// <param name="body">A text body.</param>
    /// <exception cref="ArgumentException">The status or the wait is out of range.</exception>
    public void RefuseDiscovery(int status = 503, TimeSpan? retryAfter = null, string? body = null) =>
        _discoveryRefusal = RefusalOf(status, retryAfter, body, phrase: null);

    /// <summary>Tells clients from now on which address to dial, as at first.</summary>
    public void AnswerDiscovery() => _discoveryRefusal = null;

    /// <returns>False if the gateway is full.</returns>
    internal bool TryEnter()
    {
        if (Interlocked.Increment(ref _open) <= (_options.MaxConnections ?? int.MaxValue))
            return true;

        Leave();
        return false;
    }

    internal void Leave() => Interlocked.Decrement(ref _open);

    internal void Add(GatewayConnection connection) => _connections.TryAdd(connection, connection);

    internal void Remove(GatewayConnection connection) => _connections.TryRemove(connection, out _);

    private static Refusal RefusalOf(int status, TimeSpan? retryAfter, string? body, string? phrase)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        if (retryAfter is { } wait)
            ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero, nameof(retryAfter));
        if (phrase is not null && phrase.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new ArgumentException("A status line carries printable ASCII only.", nameof(phrase));

        return new Refusal(status, body ?? "", retryAfter, phrase);
    }

    private Task<int> BroadcastAsync(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        byte[] frame = FrameWriter.Frame(opcode, payload);
        var awaited = new List<Task>();
        int queued = 0;
        foreach (GatewayConnection connection in Connections)
        {
            bool keepsUp = connection.Outbox.IsIdle;
            if (!connection.Outbox.TrySend(frame, out Task<bool> written))
            {
                if (connection.TryEnd(new Ending.Reset()))
                    GatewayLog.TooSlow(_log, connection, _options.SendQueueCapacity);
                continue;
            }

            queued++;
            if (keepsUp)
                awaited.Add(written);
        }

        return PatientlyAsync(awaited, queued);
    }

    private async Task<int> PatientlyAsync(List<Task> awaited, int queued)
    {
        try
        {
            await Task.WhenAll(awaited).WaitAsync(BroadcastPatience, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The peer that is stuck has its queue and its send timeout.
        }

        return queued;
    }
}
