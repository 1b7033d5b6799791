using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>Nakama, a server for games: one socket a user, where it is so configured.</summary>
/// <remarks>
/// nakama, session_registry.go. A second login ends the first session with 1000 and a reason of its own.
/// The session token travels as <c>?token=</c>.
/// </remarks>
internal static class NakamaDialect
{
    public static readonly CloseDialect Instance = new(
        "nakama",
        "nakama, session_registry.go",
        [
            new(401, "Unauthorized", TokenRejected, WithFreshToken, "The server did not accept the session token.", "Check that the session is refreshed, or log in anew."),
            new(CloseCode.NormalClosure, "Duplicate Connection", DuplicateConnection, Never, "The user has logged in elsewhere.", "Stop the other client, or enable ReconnectOnDuplicateConnection.", ReasonPrefix: "server-side session disconnect"),
        ])
    {
        Fallback = Rfc6455Dialect.Instance,
        Token = new TokenPlacement(TokenLocation.Query, "token"),
    };
}
