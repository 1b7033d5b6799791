using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>Phoenix channels: a normal closure is meant, every other close is retried.</summary>
/// <remarks>
/// Phoenix documentation, phoenix.js Socket. Its client comes back after every close but one with 1000.
/// The token travels as the second of two subprotocols, <c>phoenix</c> and <c>base64url.bearer.phx.</c> followed by the token in base64
/// without padding: that whole word is what a token provider has to give.
/// </remarks>
internal static class PhoenixDialect
{
    public static readonly CloseDialect Instance = new(
        "phoenix",
        "Phoenix documentation, phoenix.js Socket",
        [
            new(CloseCode.NormalClosure, "Normal Closure", NormalClosure, Never, "The server closed the connection as done.", "Nothing to do, or start again if more is expected of the server."),
        ])
    {
        Fallback = Rfc6455Dialect.RetryingCodes,
        Token = new TokenPlacement(TokenLocation.SubProtocol, "phoenix"),
    };
}
