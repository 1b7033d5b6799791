using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>The RMS-Socket of LSports: Socket.IO, two headers, and statuses that come as the answer to a handshake or as a connect_error in the session.</summary>
/// <remarks>
/// docs.lsports.eu, websocket-connection; docs.lsports.eu, error-handling. The path is <c>/rms-socket/socket.io</c>; those pages name different hosts.
/// A 400 that does not speak of <c>customerid</c> comes from the Engine.IO layer, which knows nothing of customers.
/// Nothing is sent to a client that has not emitted <c>join</c> with its customer id after connecting.
/// Tokens come from <c>/identity/resources/auth/v1/api-token</c> (docs.lsports.eu, authentication).
/// Ten connections a minute and address are allowed, which a first wait of one second would exceed.
/// </remarks>
internal static class LSportsDialect
{
    private const string Connection = "docs.lsports.eu, websocket-connection";
    private const string CustomerId = "customerid";
    private const string BadCustomerId = "Invalid `customerid` format.";
    private const string UseDigits = "Use numeric characters only.";

    public static readonly CloseDialect Instance = new(
        "lsports",
        "docs.lsports.eu, error-handling",
        [
            new(400, "Bad Request", Refused, AfterBackoff, "The server refused the handshake before it looked at the customer.", "Read the body of the answer; check the path and the query of the address if it repeats."),
            new(400, "Invalid Customer Id", InvalidRequest, Never, BadCustomerId, UseDigits) { Mentions = CustomerId },
            new(400, "Invalid Customer Id", InvalidRequest, Never, BadCustomerId, UseDigits, Cause: DisconnectCause.InBand),
            new(401, "Missing Customer Id", InvalidRequest, Never, "Missing `customerid` header.", "Add `customerid` to the headers."),
            new(402, "Account Inactive", Forbidden, Never, "Account inactive or expired.", "Contact support."),
            new(403, "Unknown Customer Id", Forbidden, Never, "Customer id not found.", "Verify the customer id."),
            new(429, "Rate Limited", RateLimited, AfterBackoff, "Rate limited: more than 10 connections a minute and address.", "Wait before reconnecting; see what else connects from this address.", AtLeast: TimeSpan.FromSeconds(60)),
            new(500, "Server Error", ServerError, AfterBackoff, "Server error.", "Retry with backoff: the client does so by itself."),
            new(CloseCode.NormalClosure, "Normal Closure", NormalClosure, AfterBackoff, "The server closed the connection as done.", "Nothing to do: it reconnects.", Source: Connection),
            new(CloseCode.GoingAway, "Going Away", Restarting, AfterBackoff, "Server going away (maintenance).", "Nothing to do: it reconnects.", Source: Connection),
            new(4401, "Authentication Failed", TokenRejected, WithFreshToken, "Authentication failed after upgrade.", "Check that tokens are renewed: access tokens live 30 minutes.", Source: Connection),
            new(4403, "Authorization Revoked", Forbidden, Never, "Authorization revoked.", "Contact support, and ask what the account may do.", Source: Connection),
        ])
    {
        Fallback = Rfc6455Dialect.Instance,
        Token = new TokenPlacement(TokenLocation.Bearer),
        TokenEndpoint = new TokenEndpoint
        {
            Format = TokenRequestFormat.Json,
            RefreshPath = "../v2/api-token/token/refresh",
            AccessTokenLifetime = TimeSpan.FromSeconds(1800),
            RefreshTokenLifetime = TimeSpan.FromDays(7),
        },
        Session = SessionKind.SocketIo,
        Greeting = new SessionGreeting("join", CustomerId),
        Query = [new("EIO", "4"), new("transport", "websocket")],
        RequiredHeaders = [CustomerId],
        NumericHeaders = [CustomerId],
        AgeingToken = AgeingToken.Reconnect,
        InitialReconnectInterval = TimeSpan.FromSeconds(6),
        MaxReconnectInterval = TimeSpan.FromSeconds(120),
    };
}
