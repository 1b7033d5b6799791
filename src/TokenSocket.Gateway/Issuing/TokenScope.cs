using TokenSocket.Credentials;

namespace TokenSocket.Gateway.Issuing;

/// <summary>Compares what tokens are to allow: names with one space between them (RFC 6749, section 3.3).</summary>
internal static class TokenScope
{
    /// <summary>The name that asks for a refresh token (OpenID Connect Core, section 11).</summary>
    private const string OfflineAccess = "offline_access";

    public static bool WantsRefresh(string? scope) => NamesOf(scope).Contains(OfflineAccess, StringComparer.Ordinal);

    public static bool IsWellFormed(string? scope) => scope is null || ScopeNames.AreIn(scope);

    /// <summary>Whether everything that the one allows is allowed by the other.</summary>
    public static bool IsWithin(string? scope, string? other) => !NamesOf(scope).Except(NamesOf(other), StringComparer.Ordinal).Any();

    private static string[] NamesOf(string? scope) => scope?.Split(' ') ?? [];
}
