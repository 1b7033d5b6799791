using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace TokenSocket.Gateway.Issuing;

/// <summary>Who a client says it is. Prints as the id alone.</summary>
/// <param name="Id">The id.</param>
/// <param name="Secret">Null where it did not come; not every server asks for it with a refresh token.</param>
internal sealed record ClientCredentials(string Id, string? Secret)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override string ToString() => Id;

    /// <summary>Reads HTTP Basic, id and secret each encoded as in a form (RFC 6749, section 2.3.1).</summary>
    /// <returns>Null if it is anything else.</returns>
    public static ClientCredentials? FromBasic(string authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out AuthenticationHeaderValue? header)
            || !string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase))
            return null;

        try
        {
            string[] parts = Strict.GetString(Convert.FromBase64String(header.Parameter ?? "")).Split(':', 2);
            return parts is [{ Length: > 0 } id, { Length: > 0 } secret]
                ? new ClientCredentials(WebUtility.UrlDecode(id), WebUtility.UrlDecode(secret))
                : null;
        }
        catch (Exception fault) when (fault is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
