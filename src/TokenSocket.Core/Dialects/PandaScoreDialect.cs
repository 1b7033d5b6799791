using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>The live feeds of PandaScore: one socket a match, which ends with it.</summary>
/// <remarks>PandaScore developer documentation, docs/disconnections. The token travels as <c>?token=</c> (docs/websockets-overview beside it).</remarks>
internal static class PandaScoreDialect
{
    public static readonly CloseDialect Instance = new(
        "pandascore",
        "PandaScore developer documentation, docs/disconnections",
        [
            new(CloseCode.NormalClosure, "Match Over", NormalClosure, Never, "The match is over.", "Nothing to do: go on with the next match at its own address."),
            new(4001, "Unauthorized", TokenMissing, Never, "The token is missing or not accepted.", "Set the token; it goes into the `token` parameter of the address."),
            new(4003, "Forbidden", Forbidden, Never, "The plan does not cover this feed.", "Check what the plan covers."),
            new(4029, "Too Many Connections", LimitReached, AfterBackoff, "Too many connections to this match are open.", "Close connections to this match that are not needed.", AtLeast: TimeSpan.FromSeconds(60)),
        ])
    {
        Fallback = Rfc6455Dialect.Instance,
        Token = new TokenPlacement(TokenLocation.Query, "token"),
    };
}
