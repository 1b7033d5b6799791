using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>The default: four private close codes stop, every other end is retried.</summary>
/// <remarks>TokenSocket README, verdict table: this project's own document.</remarks>
internal static class TokenSocketDialect
{
    private const string Document = "TokenSocket README, verdict table";
    private const string Invalid = "The API token is invalid.";
    private const string CheckToken = "Check the token, or generate a new one.";

    public static readonly CloseDialect Instance = new(
        "tokensocket",
        Document,
        [
            new(401, "Invalid Token", TokenRejected, WithFreshToken, Invalid, CheckToken),
            new(4001, "Missing Token", TokenMissing, Never, "The API token is missing.", "Set the token; it goes into the `token` header."),
            new(4002, "Invalid Token", TokenRejected, Never, Invalid, CheckToken),
            new(4003, "Duplicate Connection", DuplicateConnection, Never, "The API token is already in-use.", "Stop the other client, or enable ReconnectOnDuplicateConnection."),
            new(4004, "Deleted Token", TokenDeleted, Never, "The API token has been deleted.", "Generate a new token."),
        ])
    {
        Fallback = Rfc6455Dialect.Retrying,
        Token = new TokenPlacement(TokenLocation.Header, "token"),
        InitialReconnectInterval = TimeSpan.FromSeconds(31),
        MaxReconnectInterval = TimeSpan.FromSeconds(120),
    };
}
