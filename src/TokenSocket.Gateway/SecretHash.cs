using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TokenSocket.Gateway;

/// <summary>Tokens as they are made and as they are kept: neither a debugger nor a dump is to show one.</summary>
internal static class SecretHash
{
    private const int RandomBytes = 32;

    /// <summary>256 bits of chance, safe in a header, a query, a form and a subprotocol.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    public static string Of(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
