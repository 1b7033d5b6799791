using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>An earlier version of the service that <c>tokensocket</c> is about: it tells its ends apart by reasons, and every other end is retried.</summary>
/// <remarks>
/// TokenSocket README, verdict table: the words are those of 4002, 4003 and 4004, which came later.
/// 1000 is final whatever its reason, for the service closed so when a token had been deleted.
/// </remarks>
internal static class TokenSocketV1Dialect
{
    private const string Invalid = "The API token is invalid.";
    private const string CheckToken = "Check the token, or generate a new one.";

    public static readonly CloseDialect Instance = new(
        "tokensocket-v1",
        "TokenSocket README, verdict table",
        [
            new(401, "Invalid Token", TokenRejected, WithFreshToken, Invalid, CheckToken),
            new(CloseCode.NormalClosure, "Deleted Token", TokenDeleted, Never, "The API token has been deleted.", "Generate a new token."),
            new(CloseCode.PolicyViolation, "Duplicate Connection", DuplicateConnection, Never, "The API token is already in-use.", "Stop the other client, or enable ReconnectOnDuplicateConnection.", ReasonPrefix: "Duplicate connection"),
            new(CloseCode.PolicyViolation, "Invalid Token", TokenRejected, Never, Invalid, CheckToken, ReasonPrefix: "Unauthorized"),
        ])
    {
        Fallback = Rfc6455Dialect.Retrying,
        Token = new TokenPlacement(TokenLocation.Header, "token"),
        InitialReconnectInterval = TimeSpan.FromSeconds(5),
        MaxReconnectInterval = TimeSpan.FromSeconds(30),
    };
}
