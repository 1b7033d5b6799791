using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>Servers of the GraphQL over WebSocket protocol, subprotocol <c>graphql-transport-ws</c>.</summary>
/// <remarks>
/// graphql-ws, PROTOCOL.md; graphql-ws, client.ts (which codes its own client never retries).
/// The token travels in the payload of the connection_init message, not in the handshake.
/// </remarks>
internal static class GraphQLTransportWsDialect
{
    private const string Client = "graphql-ws, client.ts";
    private const string Waits = "Nothing to do: it reconnects.";
    private const string Program = "Mend the program: read the close reason and the order of its messages.";

    public static readonly CloseDialect Instance = new(
        "graphql-transport-ws",
        "graphql-ws, PROTOCOL.md",
        [
            new(4004, "Bad Response", ProtocolError, Never, "The server sent a message that the client cannot read.", "Check that the server speaks graphql-transport-ws.", Source: Client),
            new(4005, "Internal Client Error", InvalidRequest, Never, "The client met an error of its own.", Program, Source: Client),
            new(4400, "Bad Request", InvalidRequest, Never, "The server cannot read a message that was sent.", Program),
            new(4401, "Unauthorized", InvalidRequest, Never, "An operation was sent before the server had acknowledged the connection.", "Send connection_init and wait for connection_ack before an operation."),
            new(4403, "Forbidden", TokenRejected, WithFreshToken, "The server refuses what connection_init carried.", "Check the token and what it may do."),
            new(4406, "Subprotocol Not Acceptable", UnsupportedData, Never, "The server does not speak the subprotocol that was offered.", "Offer `graphql-transport-ws` under SubProtocols."),
            new(4408, "Initialisation Timeout", TimedOut, AfterBackoff, "No connection_init came in time.", "Send connection_init as the first message; it reconnects."),
            new(4409, "Subscriber Already Exists", InvalidRequest, Never, "Two operations with one id are under way.", "Give each operation an id of its own."),
            new(4429, "Too Many Initialisations", InvalidRequest, Never, "The connection_init message was sent twice.", Program),
            new(4499, "Terminated", AbnormalClosure, AfterBackoff, "The client ended the connection without waiting for the server.", Waits, Source: Client),
            new(4500, "Internal Server Error", ServerError, Never, "The server met an error in its own code.", "Look into the server's log, and start again.", Source: Client),
            new(4504, "Acknowledgement Timeout", TimedOut, AfterBackoff, "No connection_ack came in time.", Waits, Source: Client),
        ])
    {
        Fallback = Rfc6455Dialect.Instance,
        Token = new TokenPlacement(TokenLocation.None),
    };
}
