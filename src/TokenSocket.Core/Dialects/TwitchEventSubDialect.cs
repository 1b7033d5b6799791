using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>EventSub of Twitch over WebSocket: the server speaks, the client only listens.</summary>
/// <remarks>
/// Twitch developer documentation, websocket-reference (Close message).
/// A reconnect address holds for one reconnect; after it has failed, the default address is the one to go to.
/// No token travels with the handshake: it goes with the HTTP requests that subscribe.
/// </remarks>
internal static class TwitchEventSubDialect
{
    private const string Waits = "Nothing to do: it reconnects.";

    public static readonly CloseDialect Instance = new(
        "twitch-eventsub",
        "Twitch developer documentation, websocket-reference",
        [
            new(4000, "Internal Server Error", ServerError, AfterBackoff, "The server met an error of its own.", Waits),
            new(4001, "Inbound Traffic", PolicyViolation, Never, "The client sent a message, which this server forbids.", "Send nothing on this connection; subscribe over HTTP."),
            new(4002, "Ping-Pong Failed", TimedOut, AfterBackoff, "The client did not answer a ping.", "Look for what holds the program up if it repeats; it reconnects."),
            new(4003, "Connection Unused", TimedOut, AfterBackoff, "Nothing was subscribed to in time.", "Subscribe within 10 seconds of the welcome message; it reconnects."),
            new(4004, "Reconnect Grace Time Expired", TimedOut, AfterBackoff, "The client did not go to the reconnect address in time.", "Nothing to do: it reconnects at the default address; subscribe anew."),
            new(4005, "Network Timeout", TimedOut, AfterBackoff, "The network was too slow for the server.", Waits),
            new(4006, "Network Error", ServerError, AfterBackoff, "The server met an error of the network.", Waits),
            new(4007, "Invalid Reconnect", InvalidRequest, AfterBackoff, "The reconnect address is invalid.", "Nothing to do: it reconnects at the default address; subscribe anew."),
        ])
    {
        Fallback = Rfc6455Dialect.Instance,
        Token = new TokenPlacement(TokenLocation.None),
    };
}
