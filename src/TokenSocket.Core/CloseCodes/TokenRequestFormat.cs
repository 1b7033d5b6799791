namespace TokenSocket.CloseCodes;

/// <summary>How the body of a request for a token is written.</summary>
public enum TokenRequestFormat
{
    /// <summary>A form with <c>grant_type</c>, <c>client_id</c>, <c>client_secret</c>, <c>scope</c> and <c>refresh_token</c> (RFC 6749, sections 4.4 and 6).</summary>
    Form,

    /// <summary>A JSON object with <c>clientId</c> and <c>secret</c>, or with <c>refreshToken</c> alone.</summary>
    Json,
}
