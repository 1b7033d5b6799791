namespace TokenSocket.CloseCodes;

/// <summary>The facts of one end. Texts are the server's words, untrusted; a token in them is replaced by <c>***</c>.</summary>
/// <param name="Cause">How the connection ended.</param>
/// <param name="Code">
/// The close code or in-band code; 1005 for an empty close frame; 1006 where an open connection ended without one;
/// null where none ever opened.
/// </param>
/// <param name="Reason">The close reason (at most 123 bytes of UTF-8), or for an end that no server spoke one sentence about it.</param>
/// <param name="HttpStatus">The status of a refused handshake.</param>
/// <param name="StatusText">The reason phrase of a refused handshake.</param>
/// <param name="RetryAfter">What a refused handshake, or the issuer of the token, asked to wait; at most one hour.</param>
/// <param name="Body">The first 512 characters of a refused handshake's text body.</param>
public sealed record DisconnectInfo(
    DisconnectCause Cause,
    int? Code = null,
    string? Reason = null,
    int? HttpStatus = null,
    string? StatusText = null,
    TimeSpan? RetryAfter = null,
    string? Body = null)
{
    /// <summary>How the reason of a <see cref="DisconnectCause.TlsFailed"/> begins when the certificate did not validate.</summary>
    internal const string InvalidCertificate = "The certificate is not valid";

    /// <summary>
    /// The number by which a dialect knows the end: the HTTP status, else the code, else 0.
    /// One that no close frame could carry (an in-band code is whatever the server writes) counts as 65535, which no document explains.
    /// </summary>
    internal int Number
    {
        get
        {
            var number = HttpStatus ?? Code ?? 0;
            return CodeRange.Any.Contains(number) ? number : CodeRange.Any.Last;
        }
    }
}
