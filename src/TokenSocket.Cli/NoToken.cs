using TokenSocket.CloseCodes;

namespace TokenSocket.Cli;

/// <summary>An attempt that had no token to go with.</summary>
internal static class NoToken
{
    /// <summary>The sentence of whoever gave none: it says more than the dialect's row, and what would do. Null for any other end.</summary>
    public static string? SentenceOf(DisconnectInfo? info) =>
        info is { Cause: DisconnectCause.TokenUnavailable, Reason: { Length: > 0 } sentence } ? ServerText.Clean(sentence) : null;
}
