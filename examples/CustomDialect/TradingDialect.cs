using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace CustomDialect;

/// <summary>A server's language in one file: which code means what, where the token goes, how long it wants to be left alone.</summary>
internal static class TradingDialect
{
    public static CloseDialect Instance { get; } = new("trading", "https://trading.example/docs/close-codes",
    [
        new(4001, "Key Rejected", TokenRejected, Never, "The key was rejected.", "Make another key in the settings of your account."),
        new(4008, "Too Many Messages", RateLimited, AfterBackoff, "Too many messages were sent.", "Send less.", AtLeast: TimeSpan.FromSeconds(2)),
        new(4100, 4199, "Node Drained", CloseMeaning.Restarting, Immediately, "The node is being emptied.", "Nothing to do: it connects to another one at once."),
    ])
    {
        Fallback = KnownDialects.Rfc6455,
        Token = new TokenPlacement(TokenLocation.Header, "X-Api-Key"),
        InitialReconnectInterval = TimeSpan.FromSeconds(1),
        MaxReconnectInterval = TimeSpan.FromSeconds(30),
    };
}
