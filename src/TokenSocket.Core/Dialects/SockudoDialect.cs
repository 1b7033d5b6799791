using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>Sockudo: the Pusher protocol (7 and V2), with tokens that can be renewed on the connection that is up.</summary>
/// <remarks>
/// sockudo, crates/sockudo-core/src/error.rs; auth_tokens.rs and recovery.rs beside it; the page docs/reference/errors.
/// Protocol 2 is asked for, which tells of gaps and fills them; an address with <c>protocol=7</c> speaks as Pusher does. A capability
/// token goes into the query (crates/sockudo-server/src/ws_handler.rs).
/// It closes with Pusher's codes, and with 4000 for every error that it maps to no code. A token that is about to end is told of
/// by the event <c>sockudo:token_expired</c>, and renewed by <c>sockudo:auth</c> within 30 seconds, without a reconnect.
/// </remarks>
internal static class SockudoDialect
{
    public static readonly CloseDialect Instance = new(
        "sockudo",
        "sockudo, crates/sockudo-core/src/error.rs",
        [
            new(4000, "SSL Only Or Unmapped", Refused, Never, "SSL only, or an error for which the server has no code.", "Do not reconnect unchanged: use a wss:// address, or look for the error in the server's log."),
        ])
    {
        Fallback = PusherDialect.Instance,
        Token = new TokenPlacement(TokenLocation.Query),
        Session = SessionKind.Pusher,
        Query = [new("protocol", "2"), new("client", "TokenSocket"), new("version", "{version}")],
        AgeingToken = AgeingToken.InBand,
        TokenMessage = """{"event":"sockudo:auth","data":{"token":"{token}"}}""",
        InitialReconnectInterval = TimeSpan.FromSeconds(1),
        MaxReconnectInterval = TimeSpan.FromSeconds(60),
        ReconnectJitter = 0.5,
    };
}
