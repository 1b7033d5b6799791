using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>The Pusher Channels protocol: three ranges of codes that say stop, wait and come back at once.</summary>
/// <remarks>
/// Pusher Channels documentation, Pusher Channels Protocol. The app key stands in the path, so no token travels with the handshake.
/// An error comes as an event with a code and a message, then the close with the same code and no reason: the message of the event is the reason here.
/// The two reasons about capability tokens come from servers that have such tokens (sockudo, auth_tokens.rs).
/// </remarks>
internal static class PusherDialect
{
    private const string Waits = "Nothing to do: it reconnects.";
    private const string Unchanged = "Do not reconnect unchanged: read the message, mend what it names, and start again.";
    private const string Version = "Set a `protocol` that the server supports in the query of the address.";
    private const string Capability = "sockudo, auth_tokens.rs";
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    public static readonly CloseDialect Instance = new(
        "pusher",
        "Pusher Channels documentation, Pusher Channels Protocol",
        [
            new(400, "Bad Request", InvalidRequest, Never, "The server cannot read the request.", "Check the path and the query of the address."),
            new(401, "Unauthorized", TokenRejected, Never, "The server does not accept the credentials.", "Check the app key, the secret and the clock."),
            new(403, "Forbidden", Forbidden, Never, "The application is disabled, or may not do this.", "Check the application's settings, and whether a firewall stands between."),
            new(404, "Not Found", InvalidRequest, Never, "There is nothing at this path.", "Check the path and the app key in it."),
            new(409, "Conflict", Refused, AfterBackoff, "The request conflicts with another.", Waits),
            new(413, "Too Large", MessageTooBig, AfterBackoff, "The request was too large.", "Shorten the query of the address if it repeats; it reconnects."),
            new(429, "Too Many Requests", RateLimited, AfterBackoff, "Too many requests were made.", Waits),
            new(500, 599, "Server Error", ServerError, AfterBackoff, "The server failed to take the handshake.", Waits),
            new(4000, 4099, "Do Not Reconnect", Refused, Never, "The server refuses the connection as it is.", Unchanged),
            new(4000, "SSL Only", InvalidRequest, Never, "SSL only: the application takes no connection without TLS.", "Do not reconnect unchanged: use a wss:// address."),
            new(4001, "No Such App", InvalidRequest, Never, "No such app: the server does not know the key.", "Check the app key in the path, and the cluster or host."),
            new(4003, "App Disabled", Forbidden, Never, "The app is disabled.", "Enable the application at the server, and start again."),
            new(4004, "Over Quota", LimitReached, Never, "The app is over quota for connections.", "Close connections or raise the quota, and start again."),
            new(4005, "Path Not Found", InvalidRequest, Never, "Path not found.", "Check the path of the address: it ends with the app key."),
            new(4006, 4008, "Protocol Version", UnsupportedData, Never, "The protocol version is missing or not supported.", Version),
            new(4009, "Unauthorized", Forbidden, Never, "The connection is unauthorized, or its origin not allowed.", "Check the app key, and which origins the application allows."),
            new(4009, "Disconnected By The App", Forbidden, Never, "The app ended this user's connections.", "Find out why the application disconnected the user, and start again.", ReasonPrefix: "You got disconnected by the app."),
            new(4009, "Token Expired", TokenRejected, WithFreshToken, "The capability token expired.", "Check that tokens are renewed before their end.", ReasonPrefix: "capability token expired", Source: Capability),
            new(4009, "Token Revoked", TokenDeleted, Never, "The capability token was revoked.", "Get a new capability token, and start again.", ReasonPrefix: "capability token revoked", Source: Capability),
            new(4100, 4199, "Back Off", Overloaded, AfterBackoff, "The server asks to come back later.", Waits, AtLeast: OneSecond),
            new(4100, "Over Capacity", Overloaded, AfterBackoff, "The server is over capacity, or the client is a slow consumer.", "Handle messages faster if it repeats; it reconnects.", AtLeast: OneSecond),
            new(4200, 4299, "Reconnect", Restarting, Immediately, "The server asks to come back at once.", Waits),
            new(4200, "Reconnect", Restarting, Immediately, "The server asks for a reconnect.", Waits),
            new(4201, "Pong Not Received", TimedOut, Immediately, "Pong not received: the client did not answer a ping.", "Look for what holds the program up if it repeats; it reconnects."),
            new(4202, "Inactivity", TimedOut, Immediately, "The connection was closed after inactivity.", Waits),
            new(4300, 4399, "Event Refused", RateLimited, AfterBackoff, "The server refused an event, such as one over the client event rate.", "Send client events less often; it reconnects."),
        ])
    {
        Fallback = Rfc6455Dialect.Instance,
        Token = new TokenPlacement(TokenLocation.None),
        Session = SessionKind.Pusher,
        Query = [new("protocol", "7"), new("client", "TokenSocket"), new("version", "{version}")],
        InitialReconnectInterval = TimeSpan.FromSeconds(1),
        MaxReconnectInterval = TimeSpan.FromSeconds(60),
        ReconnectJitter = 0.5,
    };
}
