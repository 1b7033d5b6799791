using System.Buffers;

namespace TokenSocket.Credentials;

/// <summary>Knows what a scope may look like: names of ASCII without quotes and backslashes, one space between them (RFC 6749, section 3.3).</summary>
internal static class ScopeNames
{
    private static readonly SearchValues<char> Characters =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(static code => (char)code).Except("\"\\")]);

    /// <summary>Whether it is one name or more, and nothing else.</summary>
    public static bool AreIn(string scope) =>
        scope.Split(' ').All(static name => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Characters));
}
