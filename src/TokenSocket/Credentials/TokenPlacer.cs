using TokenSocket.CloseCodes;

namespace TokenSocket.Credentials;

/// <summary>Knows what each place in the upgrade request can carry, and where a token may go at all.</summary>
internal static class TokenPlacer
{
    // RFC 9110, 5.6.2: what a token of the grammar, and so a subprotocol, may not contain.
    private const string Separators = "()<>@,;:\\\"/[]?={} \t";

    public const string InsecureAddress =
        "The token may not be sent over ws:// to a host that is not loopback; use wss://, or set AllowInsecureToken.";

    /// <summary>Why one of the places cannot carry the token, as the rest of a sentence about it; null where all can.</summary>
    public static string? FaultOf(AccessToken token, TokenPlacement place) =>
        place.Places().Select(one => FaultOf(token, one.In)).FirstOrDefault(static fault => fault is not null);

    /// <summary>Whether the address is encrypted or never leaves this machine.</summary>
    public static bool IsSafe(Uri address) => address.Scheme is "wss" || LoopbackAddress.Contains(address);

    private static string? FaultOf(AccessToken token, TokenLocation place) => place switch
    {
        TokenLocation.Header or TokenLocation.Bearer when token.Value.Any(c => c is < ' ' or > '~') =>
            "contains a control character, such as a newline, or one outside ASCII, which a header cannot carry; it is '***'",
        TokenLocation.Header or TokenLocation.Bearer when token.Value != token.Value.Trim() =>
            "begins or ends with a space, which a header cannot carry; it is '***'",
        TokenLocation.SubProtocol when token.Value.Any(c => c is <= ' ' or > '~' || Separators.Contains(c)) =>
            "contains a separator, a space or a control character, which a subprotocol cannot carry; it is '***'",
        _ => null,
    };
}
