namespace TokenSocket.CloseCodes;

/// <summary>The close codes that RFC 6455 and the IANA registry give a meaning for every server.</summary>
/// <remarks>RFC 6455, section 7.4.1; IANA WebSocket Close Code Number Registry.</remarks>
public static class CloseCode
{
    /// <summary>The purpose of the connection is fulfilled.</summary>
    public const int NormalClosure = 1000;

    /// <summary>The endpoint goes away: a shutdown, or a page left.</summary>
    public const int GoingAway = 1001;

    /// <summary>The peer broke the protocol.</summary>
    public const int ProtocolError = 1002;

    /// <summary>The peer sent a kind of data that cannot be accepted.</summary>
    public const int UnsupportedData = 1003;

    /// <summary>Stands for a close frame without a code. Never sent.</summary>
    public const int NoStatus = 1005;

    /// <summary>Stands for an open connection that ended without a close frame. Never sent.</summary>
    public const int AbnormalClosure = 1006;

    /// <summary>A message's data did not fit its type, such as text that is not UTF-8.</summary>
    public const int InvalidPayload = 1007;

    /// <summary>A message broke the peer's policy.</summary>
    public const int PolicyViolation = 1008;

    /// <summary>A message was too big to be handled.</summary>
    public const int MessageTooBig = 1009;

    /// <summary>The server did not grant an extension that the client needs.</summary>
    public const int MandatoryExtension = 1010;

    /// <summary>The server met a condition that it did not expect.</summary>
    public const int InternalError = 1011;

    /// <summary>The server restarts.</summary>
    public const int ServiceRestart = 1012;

    /// <summary>The server is overloaded for the moment.</summary>
    public const int TryAgainLater = 1013;

    /// <summary>A gateway got an invalid answer from the server behind it.</summary>
    public const int BadGateway = 1014;

    /// <summary>Stands for a TLS handshake that failed. Never sent.</summary>
    public const int TlsFailure = 1015;
}
