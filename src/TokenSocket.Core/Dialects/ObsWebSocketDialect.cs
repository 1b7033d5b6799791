using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>obs-websocket, by which OBS Studio is controlled.</summary>
/// <remarks>
/// obs-websocket, WebSocketCloseCode.h. The password is proven in the Identify message, and nothing of it travels with the handshake.
/// Its document says of 4011 that a client must not automatically reconnect: somebody has pressed "Kick".
/// </remarks>
internal static class ObsWebSocketDialect
{
    private const string Program = "Mend the program: read the close reason and compare the message with the protocol.";

    public static readonly CloseDialect Instance = new(
        "obs-websocket",
        "obs-websocket, WebSocketCloseCode.h",
        [
            new(4000, "Unknown Reason", Unknown, AfterBackoff, "The server closed without saying why.", "Nothing to do: it reconnects."),
            new(4002, "Message Decode Error", InvalidRequest, Never, "The server could not decode a message that was sent.", Program),
            new(4003, "Missing Data Field", InvalidRequest, Never, "A message lacked a field.", Program),
            new(4004, "Invalid Data Field Type", InvalidRequest, Never, "A field of a message had the wrong type.", Program),
            new(4005, "Invalid Data Field Value", InvalidRequest, Never, "A field of a message had a wrong value.", Program),
            new(4006, "Unknown Op Code", InvalidRequest, Never, "The server does not know the `op` of a message.", Program),
            new(4007, "Not Identified", InvalidRequest, Never, "Something was sent before the Identify message.", Program),
            new(4008, "Already Identified", InvalidRequest, Never, "The Identify message was sent twice.", Program),
            new(4009, "Authentication Failed", TokenRejected, Never, "The password is wrong.", "Check the password in OBS under Tools, WebSocket Server Settings."),
            new(4010, "Unsupported RPC Version", UnsupportedData, Never, "The server does not speak the version of the protocol that was asked for.", "Update OBS, or ask for a version that it speaks."),
            new(4011, "Session Invalidated", Forbidden, Never, "Somebody ended this session in OBS.", "Ask who did, and start again: a client must not automatically reconnect."),
            new(4012, "Unsupported Feature", UnsupportedData, Never, "The server lacks a feature that was asked for.", "Update OBS, or do without the feature."),
        ])
    {
        Fallback = Rfc6455Dialect.Instance,
        Token = new TokenPlacement(TokenLocation.None),
    };
}
