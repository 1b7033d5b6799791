using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>Centrifugo: two pairs of ranges that say whether to come back, unless a JSON reason says it otherwise.</summary>
/// <remarks>
/// Centrifugo documentation, docs/server/codes. Its earlier versions write <c>{"reason":"…","reconnect":true}</c> into the close reason,
/// and that overrules the code. The token travels in the connect command, not in the handshake.
/// </remarks>
internal static class CentrifugoDialect
{
    private const string Json = "{";
    private const string Waits = "Nothing to do: it reconnects.";
    private const string ReadReason = "Read the close reason, mend what it names, and start again.";

    public static readonly CloseDialect Instance = new(
        "centrifugo",
        "Centrifugo documentation, docs/server/codes",
        [
            Stay(new CodeRange(1000, 65535)),
            Come(new CodeRange(1000, 65535)),
            new(CloseCode.MessageTooBig, "Message Too Big", MessageTooBig, Never, "A message was too big for the server.", "Send smaller messages, or raise the server's limit."),
            Come(CloseCode.MessageTooBig),
            new(3000, 3499, "Reconnect", Restarting, AfterBackoff, "The server ended the connection and wants the client back.", Waits),
            Stay(new CodeRange(3000, 3499)),
            new(3005, "Connection Expired", TokenRejected, WithFreshToken, "The token of the connection has expired.", "Check that tokens are renewed before their end."),
            Stay(3005),
            new(3014, "Fresh Token Wanted", TokenRejected, WithFreshToken, "The server wants the connection to be opened anew, with a fresh token.", "Check where tokens come from if it repeats."),
            Stay(3014),
            new(3500, 3999, "Do Not Reconnect", Refused, Never, "The server ended the connection for good.", ReadReason),
            Come(new CodeRange(3500, 3999)),
            new(4000, 4499, "Custom Reconnect", Restarting, AfterBackoff, "The application behind the server ended the connection and wants the client back.", Waits),
            Stay(new CodeRange(4000, 4499)),
            new(4500, 4999, "Custom Do Not Reconnect", Refused, Never, "The application behind the server ended the connection for good.", ReadReason),
            Come(new CodeRange(4500, 4999)),
        ])
    {
        Fallback = Rfc6455Dialect.Instance,
        Token = new TokenPlacement(TokenLocation.None),
    };

    private static CloseRule Stay(CodeRange codes) =>
        new(codes, "Told Not To Reconnect", Refused, Never, "The close reason asks not to reconnect.", ReadReason, ReasonPrefix: Json) { Mentions = "\"reconnect\":false" };

    private static CloseRule Come(CodeRange codes) =>
        new(codes, "Told To Reconnect", Restarting, AfterBackoff, "The close reason asks to reconnect.", Waits, ReasonPrefix: Json) { Mentions = "\"reconnect\":true" };
}
