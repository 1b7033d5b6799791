using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>Hocuspocus, a server for documents that are written together.</summary>
/// <remarks>
/// hocuspocus, CloseEvents.ts. The token travels in a message, and a refused one is answered in a message that leaves the socket open,
/// so these codes are about the socket as a whole.
/// </remarks>
internal static class HocuspocusDialect
{
    private const string Waits = "Nothing to do: it reconnects.";

    public static readonly CloseDialect Instance = new(
        "hocuspocus",
        "hocuspocus, CloseEvents.ts",
        [
            new(CloseCode.MessageTooBig, "Message Too Big", MessageTooBig, Never, "A message was too big for the server.", "Make the document or its updates smaller, or raise the server's limit."),
            new(4205, "Reset Connection", Restarting, Immediately, "The server wants the connection to be opened anew.", Waits),
            new(4401, "Unauthorized", TokenRejected, WithFreshToken, "The server did not accept the credentials.", "Check the token, or generate a new one."),
            new(4403, "Forbidden", Forbidden, Never, "The token may not open this document.", "Check what the token may do."),
            new(4408, "Connection Timeout", TimedOut, AfterBackoff, "The server waited too long for the client.", Waits),
        ])
    {
        Fallback = Rfc6455Dialect.Instance,
        Token = new TokenPlacement(TokenLocation.None),
    };
}
