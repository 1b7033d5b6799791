using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>WireSocket: short-lived JWTs, limits of a plan, and a close that names the region to go to.</summary>
/// <remarks>
/// docs.wiresocket.com, error-reference; the pages websocket, dataplane, authentication and rate-limits beside it.
/// A JWT is looked at in the handshake alone, so one that ends does no harm to a connection that is up.
/// It may travel as the subprotocols <c>access_token, JWT</c>, as <c>?token=</c> or as a bearer; all three can be renamed at the server.
/// Tokens come from <c>/connect/token</c>; each refresh token can be used once, for the answer brings another.
/// </remarks>
internal static class WireSocketDialect
{
    public static readonly CloseDialect Instance = new(
        "wiresocket",
        "docs.wiresocket.com, error-reference",
        [
            new(400, "Missing Document Name", InvalidRequest, Never, "Missing documentName.", "Put it into the query."),
            new(401, "Invalid Token", TokenRejected, WithFreshToken, "JWT missing or invalid.", "Re-authenticate: check where the token comes from and where it goes."),
            new(429, "Rate Limit", RateLimited, AfterBackoff, "Too many requests were made.", "Nothing to do: it waits as long as Retry-After asks."),
            new(503, "Node Overloaded", Overloaded, AfterBackoff, "Node degraded or overloaded.", "Nothing to do: it waits as long as Retry-After asks."),
            new(4001, "Missing Token", TokenMissing, Never, "No token came with the handshake.", "Add the token by subprotocol, query or header."),
            new(4002, "Invalid Token", TokenRejected, WithFreshToken, "The token is invalid or has expired.", "Refresh, reconnect: check the client id and the secret if it repeats."),
            new(4003, "Forbidden", Forbidden, Never, "The token may not open this document.", "Check client_id and appId."),
            new(4004, "Connection Limit", LimitReached, AfterBackoff, "Connection limit exceeded.", "Reduce load, raise the plan.", AtLeast: TimeSpan.FromSeconds(60)),
            new(4005, "Document Limit", LimitReached, AfterBackoff, "Document limit exceeded.", "Close unused documents.", AtLeast: TimeSpan.FromSeconds(60)),
            new(4006, "Rate Limit", RateLimited, AfterBackoff, "Rate limit exceeded: too many operations a minute.", "Send less often; it reconnects.", AtLeast: TimeSpan.FromSeconds(30)),
            new(4007, "Invalid Name", InvalidRequest, Never, "The name of the document is invalid.", "Use letters, digits, hyphen, underscore; at most 255."),
            new(4008, "Users Per Doc", LimitReached, AfterBackoff, "Document user limit exceeded.", "Tell the user that the document is full.", AtLeast: TimeSpan.FromSeconds(60)),
            new(4009, "Wrong Region", Redirect, AtNewAddress, "The document lives in another region.", "Nothing to do: it goes to the address that the server names."),
        ])
    {
        Fallback = Rfc6455Dialect.Instance,
        Token = new TokenPlacement(TokenLocation.SubProtocol, "access_token"),
        Discovery = new DiscoveryEndpoint("/discovery", "documentName"),
        TokenEndpoint = new TokenEndpoint
        {
            Scope = "WireSocket.API offline_access",
            AccessTokenLifetime = TimeSpan.FromSeconds(900),
            RefreshTokenLifetime = TimeSpan.FromDays(7),
        },
        InitialReconnectInterval = TimeSpan.FromSeconds(1),
        MaxReconnectInterval = TimeSpan.FromSeconds(60),
        ReconnectJitter = 0.5,
        RedirectHosts = ["*.wiresocket.com", "*.wiresocket.net"],
    };
}
