using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Gateway;

/// <summary>What a gateway allows, and whom it tells. Read once, when the gateway is made.</summary>
public sealed class TokenGatewayOptions
{
    /// <summary>
    /// The language of the server that is acted: where the token is looked for, and how one that is missing, unknown, expired, in use or deleted is answered.
    /// Where the dialect has no row for that, the answer is 401, or 1008 for a token in use.
    /// </summary>
    /// <value>The default is <see cref="KnownDialects.TokenSocket"/>.</value>
    public CloseDialect Dialect { get; set; } = KnownDialects.TokenSocket;

    /// <summary>
    /// Where the token is looked for; of several places the first that has one counts. With <see cref="TokenLocation.None"/> every handshake is accepted and no token is claimed; with
    /// <see cref="TokenLocation.SubProtocol"/> the name is echoed as the subprotocol, the token never.
    /// </summary>
    /// <value>The default is the dialect's.</value>
    public TokenPlacement? TokenPlacement { get; set; }

    // Sockudo looks at capability tokens inside the session, and lets in who brings none.
    internal TokenPlacement Token => TokenPlacement ?? (SpokenSession == SessionKind.Pusher ? new TokenPlacement(TokenLocation.None) : Dialect.Token);

    /// <summary>
    /// Whether a connection is closed when its token expires, with the code of the dialect for a token that is not accepted, or 1008.
    /// Turn it off to act a server that looks at the token in the handshake alone.
    /// </summary>
    /// <value>The default is true.</value>
    public bool CloseWhenTokenExpires { get; set; } = true;

    /// <summary>What is spoken inside the socket. Turn it to <see cref="SessionKind.Plain"/> to act the codes of a dialect without its frames. Inside a session
    /// <see cref="GatewayConnection.SendAsync(string, CancellationToken)"/> and broadcasts send their text as a frame of it, whatever it says.</summary>
    /// <value>The default is the <see cref="Dialect"/>'s.</value>
    public SessionKind? Session { get; set; }

    internal SessionKind SpokenSession => Session ?? Dialect.Session;

    /// <summary>What is allowed where <see cref="SessionKind.Pusher"/> is spoken.</summary>
    public PusherGatewayOptions Pusher { get; } = new();

    /// <summary>How a Socket.IO server is acted.</summary>
    public SocketIoGatewayOptions SocketIo { get; } = new();

    /// <summary>What is answered where clients ask which address to dial (<see cref="TokenGatewayEndpoints.MapDiscovery"/>).</summary>
    public DiscoveryGatewayOptions Discovery { get; } = new();

    /// <summary>The query parameters without which a handshake is refused with 400, such as <c>documentName</c>.</summary>
    /// <value>Empty by default.</value>
    public IList<string> RequiredQuery { get; } = [];

    /// <summary>The subprotocols that this service speaks; of those that a client offers, the first that is here is echoed.</summary>
    /// <value>Empty by default: none is echoed.</value>
    public IList<string> SubProtocols { get; } = [];

    /// <summary>The longest message, in bytes, that is accepted; a longer one ends its connection with 1009.</summary>
    /// <value>The default is 1 MiB.</value>
    public int MaxMessageSize { get; set; } = 1024 * 1024;

    /// <summary>How many WebSockets may be open at a time, those being closed included; a further handshake is refused with 503.</summary>
    /// <value>Null, the default, means as many as the server allows.</value>
    public int? MaxConnections { get; set; }

    /// <summary>How many messages may wait for one slow peer. A broadcast that finds no room drops that peer.</summary>
    /// <value>The default is 1,024.</value>
    public int SendQueueCapacity { get; set; } = 1024;

    /// <summary>How long one message may take to be handed to the network before the peer is taken for dead and dropped.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long, after a close frame was sent, the peer may take to answer it before TCP is reset; also how long a registry
    /// may take to judge or release a token.
    /// </summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a peer may be silent before it is pinged; zero means never.</summary>
    /// <value>
    /// The default is 10 seconds. With the default <see cref="KeepAliveTimeout"/> a half-open connection lets go of its token
    /// within 28 seconds, so that the client, which comes back after 31, is not met with 4003 and stops for good.
    /// </value>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a pinged peer may take to answer before it is dropped.</summary>
    /// <value>The default is 15 seconds.</value>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Called once for each connection whose token was accepted, before its first message; in Socket.IO once it is in a namespace. If it throws, the connection is
    /// closed with 1011. The cancellation token is cancelled when the connection ends.
    /// </summary>
    public Func<GatewayConnection, CancellationToken, ValueTask>? OnConnected { get; set; }

    /// <summary>
    /// Called for each message, in order and one at a time for one connection; nothing more is read from it meanwhile. If it
    /// throws, the connection is closed with 1011. The cancellation token is cancelled when the connection ends.
    /// </summary>
    public Func<GatewayConnection, GatewayMessage, CancellationToken, ValueTask>? OnMessage { get; set; }

    /// <summary>Called once for each connection whose token was accepted, after it has ended. What it throws is logged.</summary>
    public Func<GatewayConnection, ValueTask>? OnDisconnected { get; set; }
}
