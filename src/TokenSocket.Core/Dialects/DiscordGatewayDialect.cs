using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>The gateway of Discord, to which bots connect.</summary>
/// <remarks>
/// Discord developer documentation, opcodes-and-status-codes (Gateway Close Event Codes).
/// A client that closes with 1000 or 1001 ends its session and cannot resume it, so a renewal closes with 4000.
/// The token travels in the identify message, not in the handshake.
/// </remarks>
internal static class DiscordGatewayDialect
{
    private const string Waits = "Nothing to do: it reconnects.";
    private const string CheckProgram = "Check what the program sends; it reconnects.";

    public static readonly CloseDialect Instance = new(
        "discord-gateway",
        "Discord developer documentation, opcodes-and-status-codes",
        [
            new(4000, "Unknown Error", Unknown, AfterBackoff, "The server met an error that it cannot name.", Waits),
            new(4001, "Unknown Opcode", InvalidRequest, AfterBackoff, "The server does not know the opcode, or its payload, that was sent.", CheckProgram),
            new(4002, "Decode Error", InvalidRequest, AfterBackoff, "The server could not decode what was sent.", CheckProgram),
            new(4003, "Not Authenticated", InvalidRequest, AfterBackoff, "Something was sent before the identify message, or the session is invalid.", "Begin a new session with identify; it reconnects."),
            new(4004, "Authentication Failed", TokenRejected, Never, "The bot's token is wrong.", "Check the bot's token, or reset it in the developer portal."),
            new(4005, "Already Authenticated", InvalidRequest, AfterBackoff, "The identify message was sent twice.", CheckProgram),
            new(4007, "Invalid Sequence", InvalidRequest, AfterBackoff, "The sequence number of the resume message is invalid.", "Begin a new session with identify; it reconnects."),
            new(4008, "Rate Limited", RateLimited, AfterBackoff, "Messages were sent too fast.", "Send less often; it reconnects."),
            new(4009, "Session Timed Out", TimedOut, AfterBackoff, "The session timed out.", "Begin a new session with identify; it reconnects."),
            new(4010, "Invalid Shard", InvalidRequest, Never, "The shard of the identify message is invalid.", "Check the shard's number and how many there are."),
            new(4011, "Sharding Required", LimitReached, Never, "The bot is in too many servers for one connection.", "Spread the bot over shards."),
            new(4012, "Invalid Version", UnsupportedData, Never, "The version of the gateway is invalid.", "Set a supported version in `v` of the address."),
            new(4013, "Invalid Intents", InvalidRequest, Never, "The intents of the identify message are invalid.", "Check how the intents are computed."),
            new(4014, "Disallowed Intents", Forbidden, Never, "The bot may not have one of the intents that it asks for.", "Enable the privileged intents in the developer portal, or ask for fewer."),
        ])
    {
        Fallback = Rfc6455Dialect.Instance,
        Token = new TokenPlacement(TokenLocation.None),
        ReconnectCloseCode = 4000,
    };
}
