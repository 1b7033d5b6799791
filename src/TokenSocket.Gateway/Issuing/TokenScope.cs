using System.Buffers;

namespace TokenSocket.Gateway.Issuing;

/// <summary>Names with one space between them (RFC 6749, section 3.3).</summary>
internal static class TokenScope
{
    /// <summary>The name that asks for a refresh token (OpenID Connect Core, section 11).</summary>
    private const string OfflineAccess = "offline_access";

    private static readonly SearchValues<char> Characters =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code).Except("\"\\")]);

    public static bool WantsRefresh(string? scope) => NamesOf(scope).Contains(OfflineAccess, StringComparer.Ordinal);

    public static bool IsWellFormed(string? scope) =>
        scope is null || NamesOf(scope).All(name => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Characters));

    /// <summary>Whether everything that the one allows is allowed by the other.</summary>
    public static bool IsWithin(string? scope, string? other) => !NamesOf(scope).Except(NamesOf(other), StringComparer.Ordinal).Any();

    private static string[] NamesOf(string? scope) => scope?.Split(' ') ?? [];
}
