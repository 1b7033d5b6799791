using System.Buffers;

namespace TokenSocket.Gateway;

/// <summary>The characters of a header's name or a subprotocol's (RFC 9110, 5.6.2).</summary>
internal static class HttpToken
{
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool Allows(char character) => Characters.Contains(character);
}
