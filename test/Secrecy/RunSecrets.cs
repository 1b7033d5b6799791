using System.Security.Cryptography;

namespace TokenSocket.Secrecy;

/// <summary>The secrets of a test run, other ones each time. A test that does not care which token it has takes one of these.</summary>
internal static class RunSecrets
{
    /// <summary>Letters and digits stay as they are in a header, a URL and JSON: a part of them is found however the rest is escaped.</summary>
    public const int PartLength = 12;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static int _tokens;

    /// <summary>The token. Its plus is escaped in a URL and in JSON.</summary>
    public static string Token { get; } = $"{Part()}+{Part()}";

    /// <summary>The last part of a webhook's address.</summary>
    public static string WebhookToken { get; } = $"{Part()}-{Part()}";

    /// <summary>What a client shows to its issuer.</summary>
    public static string ClientSecret { get; } = $"{Part()}-{Part()}";

    /// <summary>The query of the gateway's address.</summary>
    public static string Query { get; } = $"?apikey={Part()}%2B{Part()}";

    public static IEnumerable<string> All => [Token, WebhookToken, ClientSecret, Query];

    /// <summary>A token that no other client has, with the run's in it.</summary>
    public static string NewToken() => FormattableString.Invariant($"{Token}.{Interlocked.Increment(ref _tokens)}");

    private static string Part() => RandomNumberGenerator.GetString(Alphabet, PartLength);
}
