using System.Text;
using System.Text.Json;

namespace TokenSocket.Credentials;

/// <summary>Writes the message that carries a fresh token on a connection that is up.</summary>
internal static class InBandToken
{
    /// <summary>What stands for the token in a dialect's message.</summary>
    public const string Place = "{token}";

    /// <summary>The message as UTF-8, with the token escaped for JSON.</summary>
    public static byte[] Write(string message, AccessToken token) =>
        Encoding.UTF8.GetBytes(message.Replace(Place, JsonEncodedText.Encode(token.Value).ToString(), StringComparison.Ordinal));
}
