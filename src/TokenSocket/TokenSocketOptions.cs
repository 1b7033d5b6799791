using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Messages;
using TokenSocket.Reconnecting;

namespace TokenSocket;

/// <summary>How a client behaves. Read once when a client is made, and whenever it is given to <see cref="TokenSocketClient.UpdateOptions"/>.</summary>
/// <remarks>Not thread-safe; a client keeps a copy of its own. Compared by value, and printed without secrets.</remarks>
public sealed record TokenSocketOptions
{
    /// <summary>The server's address, <c>ws://</c> or <c>wss://</c>. A change connects anew.</summary>
    /// <value>Required.</value>
    public Uri? GatewayUrl { get; set; }

    /// <summary>The token. A change connects anew, and revives a client that a verdict had stopped.</summary>
    /// <value>The default is none: nothing is sent, and the server's own refusal answers. An empty string counts as none.</value>
    public string? Token { get; set; }

    /// <summary>A file that holds the token, read at each connect; one trailing newline is cut. Another token in it revives a client that a verdict had stopped.</summary>
    /// <value>The default is none. Not to be set beside <see cref="Token"/>.</value>
    public string? TokenFile { get; set; }

    /// <summary>Where tokens are fetched with a client id and its secret, and refreshed ahead of their end. A change connects anew.</summary>
    /// <value>The default is none. Not to be set beside <see cref="Token"/> or <see cref="TokenFile"/>.</value>
    public OAuthOptions? OAuth { get; set; }

    /// <summary>The server's language: what its ends mean and where its token goes. A change connects anew.</summary>
    /// <value>The default is <see cref="KnownDialects.TokenSocket"/>.</value>
    public CloseDialect Dialect { get; set; } = KnownDialects.TokenSocket;

    /// <summary>What to do about some ends instead of what the dialect says. A change holds for the next end.</summary>
    /// <value>Codes from 100 to 65535; the default is none.</value>
    public IList<CloseCodeOverride> CloseCodes { get; set; } = [];

    /// <summary>Where the token travels.</summary>
    /// <value>The default is the dialect's.</value>
    public TokenPlacement? TokenPlacement { get; set; }

    /// <summary>
    /// Whether the gateway is asked over HTTP, ahead of every dial that goes to it, which address is the right one. The answer is held to the rules of
    /// a redirect; where there is none that may be dialled, <see cref="GatewayUrl"/> is.
    /// </summary>
    /// <value>The default is false. The dialect must say where to ask (<see cref="CloseDialect.Discovery"/>).</value>
    public bool Discovery { get; set; }

    /// <summary>How sessions begin where the dialect speaks Socket.IO; not looked at elsewhere.</summary>
    public SocketIoOptions SocketIo { get; set; } = new();

    /// <summary>Whether the token may be sent over <c>ws://</c> to a host that is not loopback, where anyone on the way can read it.</summary>
    /// <value>The default is false.</value>
    public bool AllowInsecureToken { get; set; }

    /// <summary>Whether to wait and dial again when the token is in use by another connection.</summary>
    /// <value>The default is false: stop. A change holds at once.</value>
    public bool ReconnectOnDuplicateConnection { get; set; }

    /// <summary>Whether routine news is logged as Information and every failed attempt as a Warning; else both are Debug.</summary>
    /// <value>The default is false. A change holds at once.</value>
    public bool VerboseLogging { get; set; }

    /// <summary>The first wait in a row of failures; cut to the maximum.</summary>
    /// <value>1 ms to 1 day; the default is the dialect's (<c>tokensocket</c>: 31 s). A change holds at once.</value>
    public TimeSpan? InitialReconnectInterval { get; set; }

    /// <summary>The longest wait of the schedule; a row's least wait and the server's <c>Retry-After</c> may exceed it.</summary>
    /// <value>1 ms to 1 day; the default is the dialect's (<c>tokensocket</c>: 2 minutes). A change holds at once, and cuts a wait under way.</value>
    public TimeSpan? MaxReconnectInterval { get; set; }

    /// <summary>How much of a wait is left to chance.</summary>
    /// <value>0 (none) to 1; the default is the dialect's (<c>tokensocket</c>: 0). A change holds at once.</value>
    public double? ReconnectJitter { get; set; }

    /// <summary>The waits as these options and their dialect make them.</summary>
    public BackoffSchedule Backoff => new(
        InitialReconnectInterval ?? Dialect.InitialReconnectInterval,
        MaxReconnectInterval ?? Dialect.MaxReconnectInterval,
        ReconnectJitter ?? Dialect.ReconnectJitter);

    /// <summary>How long a connection must stay up before the failures before it are forgotten.</summary>
    /// <value>1 ms to 1 day; the default is 10 seconds.</value>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that one attempt may take, from DNS to an established session.</summary>
    /// <value>1 ms to 1 day; the default is 15 seconds.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest that the token provider may take.</summary>
    /// <value>1 ms to 1 day; the default is 30 seconds.</value>
    public TimeSpan TokenTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the server is pinged.</summary>
    /// <value>1 ms to 1 day; the default is 30 seconds.</value>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server's pong may take. A dead peer is found after at most 1.25 times interval and timeout together.</summary>
    /// <value>1 ms to 1 day; the default is 15 seconds.</value>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Reconnect if no message arrives for so long.</summary>
    /// <value>1 ms to 1 day; the default is never.</value>
    public TimeSpan? IdleTimeout { get; set; }

    /// <summary>How long the peer may take to answer a goodbye.</summary>
    /// <value>1 ms to 1 day; the default is 5 seconds.</value>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest message that is accepted, in bytes; a larger one ends the connection with 1009.</summary>
    /// <value>1 byte to 1 GiB; the default is 16 MiB.</value>
    public int MaxMessageSize { get; set; } = 16 * 1024 * 1024;

    /// <summary>Give up after so many attempts in a row without a stable connection.</summary>
    /// <value>1 or more; the default is never.</value>
    public int? MaxAttempts { get; set; }

    /// <summary>Give up after so long without a stable connection.</summary>
    /// <value>1 ms to 30 days; the default is never. A change holds at once, and counts from the beginning of an outage under way.</value>
    public TimeSpan? MaxOutage { get; set; }

    /// <summary>The room between the socket and the program.</summary>
    public ReceiveQueueOptions ReceiveQueue { get; set; } = new();

    /// <summary>Where messages wait that are sent while there is no connection. A change holds from the next connect on.</summary>
    /// <value>The default is nowhere: such a send fails.</value>
    public SendQueueOptions SendQueue { get; set; } = new();

    /// <summary>Further headers of the upgrade request.</summary>
    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Subprotocols to offer.</summary>
    public IList<string> SubProtocols { get; set; } = [];

    /// <summary>Hosts that a redirect may name besides the gateway's own and the dialect's: exact, or <c>*.name</c>.</summary>
    public IList<string> RedirectHosts { get; set; } = [];

    /// <summary>The proxy, <c>http://</c> or <c>socks5://</c>, with a user name and password if it wants them.</summary>
    /// <value>The default is the system's.</value>
    public Uri? Proxy { get; set; }

    /// <summary>The <c>User-Agent</c> header.</summary>
    /// <value>The default is <c>TokenSocket/</c> and the version.</value>
    public string? UserAgent { get; set; }

    /// <summary>The last word on the HTTP handler, for client certificates and private authorities. Redirects stay off.</summary>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; set; }

    /// <summary>Address, dialect and whether there is a token: nothing that could be a secret.</summary>
    public override string ToString() =>
        $"TokenSocketOptions {{ GatewayUrl = {OptionsCheck.Show(GatewayUrl)}, Dialect = {Dialect?.Name}, Token = {(string.IsNullOrEmpty(Token) ? "none" : "***")} }}";

    /// <summary>A copy whose collections are its own, with empty strings as null.</summary>
    internal TokenSocketOptions Copy() => this with
    {
        Token = NullIfEmpty(Token),
        TokenFile = NullIfEmpty(TokenFile),
        UserAgent = NullIfEmpty(UserAgent),
        OAuth = OAuth is null ? null : OAuth with { },
        SocketIo = SocketIo is null ? new() : SocketIo with { Auth = NullIfEmpty(SocketIo.Auth), Namespace = NullIfEmpty(SocketIo.Namespace) ?? "/" },
        ReceiveQueue = ReceiveQueue is null ? new() : ReceiveQueue with { },
        SendQueue = SendQueue is null ? new() : SendQueue with { },
        Headers = new Dictionary<string, string>(Headers ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase),
        CloseCodes = [.. CloseCodes ?? []],
        SubProtocols = [.. SubProtocols ?? []],
        RedirectHosts = [.. RedirectHosts ?? []],
    };

    /// <summary>Whether the two are alike, their collections compared by content.</summary>
    internal bool IsLike(TokenSocketOptions other) =>
        this == other with { Dialect = Dialect, CloseCodes = CloseCodes, Headers = Headers, SubProtocols = SubProtocols, RedirectHosts = RedirectHosts }
        && Dialect.IsLike(other.Dialect)
        && CloseCodes.SequenceEqual(other.CloseCodes)

        // To Uri two addresses are equal whose user name and password differ.
        && Proxy?.OriginalString == other.Proxy?.OriginalString
        && Headers.Count == other.Headers.Count
        && Headers.All(header => other.Headers.TryGetValue(header.Key, out var value) && value == header.Value)
        && SubProtocols.SequenceEqual(other.SubProtocols, StringComparer.Ordinal)
        && RedirectHosts.SequenceEqual(other.RedirectHosts, StringComparer.Ordinal);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
