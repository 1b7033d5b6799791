using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Dialects;

/// <summary>What every dialect falls back to: the registered close codes, the HTTP statuses of a refused handshake, and the ends that no server spoke.</summary>
/// <remarks>
/// RFC 6455, section 7.4; the IANA WebSocket Close Code Number Registry; MDN, CloseEvent.code; RFC 9110, section 15;
/// RFC 8470, section 5.2; RFC 6585, section 4.
/// Those documents name the codes; the verdicts are this project's, save where a code's own definition asks for one.
/// </remarks>
internal static class Rfc6455Dialect
{
    private const string Waits = "Nothing to do: it reconnects.";
    private const string Iana = "IANA WebSocket Close Code Number Registry";
    private const string Http = "RFC 9110, section 15";

    public static readonly CloseDialect Instance = new(
        "rfc6455",
        "RFC 6455, section 7.4",
        [.. HttpStatuses(), .. RegisteredCodes(), .. EndsThatNoServerSpoke()]);

    /// <summary>The same rows for a server whose document says that every end not in its own table is retried; the program's own goodbye is none of these.</summary>
    public static readonly CloseDialect Retrying = Instance with
    {
        Rules = [.. Instance.Rules.Select(rule => rule.Cause == DisconnectCause.Requested ? rule : rule with { Verdict = AfterBackoff })],
    };

    /// <summary>The same rows for a server after each of whose closes a client is to come back; a refused handshake, or a certificate, may still stop it.</summary>
    public static readonly CloseDialect RetryingCodes = Instance with
    {
        Rules = [.. Instance.Rules.Select(rule => rule is { Cause: null, Codes.First: >= 1000 } ? rule with { Verdict = AfterBackoff } : rule)],
    };

    private static IEnumerable<CloseRule> HttpStatuses() =>
    [
        new(0, 999, "Refused", Refused, AfterBackoff, "The server refused the handshake.", "Check the address; it keeps trying.", Source: Http),
        new(0, "Session Ended", ServerError, AfterBackoff, "The server ended the session inside the connection.", "Nothing to do: it reconnects; read the reason if it repeats.", Cause: DisconnectCause.InBand),
        new(401, "Unauthorized", TokenRejected, WithFreshToken, "The server did not accept the credentials.", "Check the token, or generate a new one.", Source: Http),
        new(403, "Forbidden", Forbidden, Never, "The server forbids the connection.", "Check what the token may do, and whether a firewall stands between.", Source: Http),
        new(407, "Proxy Authentication Required", Refused, Never, "The proxy wants credentials.", "Put the proxy's user name and password into the Proxy option.", Source: Http),
        new(408, "Request Timeout", TimedOut, AfterBackoff, "The server gave up waiting for the handshake.", Waits, Source: Http),
        new(425, "Too Early", Refused, AfterBackoff, "The server is not yet willing to take the handshake.", Waits, Source: "RFC 8470, section 5.2"),
        new(426, "Upgrade Required", Refused, Never, "The server speaks another version of the protocol.", "Check the address; this server may not be a WebSocket server.", Source: Http),
        new(429, "Too Many Requests", RateLimited, AfterBackoff, "Too many attempts were made.", Waits, Source: "RFC 6585, section 4"),
        new(500, 599, "Server Error", ServerError, AfterBackoff, "The server failed to take the handshake.", Waits, Source: Http),
    ];

    private static IEnumerable<CloseRule> RegisteredCodes() =>
    [
        new(1000, 65535, "Unknown", Unknown, AfterBackoff, "The server closed with a code that no document explains.", Waits),
        new(CloseCode.NormalClosure, "Normal Closure", NormalClosure, AfterBackoff, "The server closed the connection as done.", Waits),
        new(CloseCode.GoingAway, "Going Away", Restarting, AfterBackoff, "The server is going away.", Waits),
        new(CloseCode.ProtocolError, "Protocol Error", ProtocolError, AfterBackoff, "The server saw an error in the protocol.", "If it repeats, report it with the log around it; it reconnects."),
        new(CloseCode.UnsupportedData, "Unsupported Data", UnsupportedData, Never, "The server cannot accept the kind of data that was sent.", "Send what the server documents: text, or binary."),
        new(CloseCode.NoStatus, "No Status", NoStatus, AfterBackoff, "The server closed without a code.", Waits),
        new(CloseCode.AbnormalClosure, "Abnormal Closure", AbnormalClosure, AfterBackoff, "The connection broke without a close frame.", Waits),
        new(CloseCode.InvalidPayload, "Invalid Payload", ProtocolError, AfterBackoff, "The server could not read a message.", "Check what is sent; it reconnects."),
        new(CloseCode.PolicyViolation, "Policy Violation", PolicyViolation, AfterBackoff, "A message broke the server's policy.", "Check what is sent; it reconnects."),
        new(CloseCode.MessageTooBig, "Message Too Big", MessageTooBig, AfterBackoff, "A message was too big for the server.", "Send smaller messages; it reconnects."),
        new(CloseCode.MandatoryExtension, "Mandatory Extension", UnsupportedData, Never, "An extension that is needed was not granted.", "Check which extensions the server supports."),
        new(CloseCode.InternalError, "Internal Error", ServerError, AfterBackoff, "The server met an error of its own.", Waits),
        new(CloseCode.ServiceRestart, "Service Restart", Restarting, AfterBackoff, "The server restarts.", Waits, Source: Iana),
        new(CloseCode.TryAgainLater, "Try Again Later", Overloaded, AfterBackoff, "The server is overloaded.", Waits, AtLeast: TimeSpan.FromSeconds(30), Source: Iana),
        new(CloseCode.BadGateway, "Bad Gateway", ServerError, AfterBackoff, "A gateway got an invalid answer from the server behind it.", Waits, Source: Iana),
        new(CloseCode.TlsFailure, "TLS Failure", TlsFailure, AfterBackoff, "TLS could not be established.", "Check the clock and the certificate."),
        new(3000, "Unauthorized", TokenRejected, WithFreshToken, "The server did not accept the credentials.", "Check the token, or generate a new one.", Source: Iana),
        new(3003, "Forbidden", Forbidden, Never, "The server forbids the connection.", "Check what the token may do.", Source: Iana),
        new(3008, "Timeout", TimedOut, AfterBackoff, "The server gave up waiting.", Waits, Source: Iana),
    ];

    private static IEnumerable<CloseRule> EndsThatNoServerSpoke() =>
    [
        CloseRule.For(DisconnectCause.Unreachable, "Unreachable", Unreachable, AfterBackoff, "The server cannot be reached.", "Check connectivity; allow the WebSocket port (wss: 443) in the firewall."),
        CloseRule.For(DisconnectCause.TimedOut, "Timed Out", TimedOut, AfterBackoff, "No connection was established in time.", "Check connectivity; allow the WebSocket port (wss: 443) in the firewall."),
        CloseRule.For(DisconnectCause.TlsFailed, "TLS Failure", TlsFailure, AfterBackoff, "TLS could not be established.", "Check the clock and the certificate."),
        CloseRule.For(DisconnectCause.TlsFailed, "Invalid Certificate", TlsFailure, Never, "The server's certificate is not valid.", "Check the clock and the certificate.", DisconnectInfo.InvalidCertificate),
        CloseRule.For(DisconnectCause.Dropped, "Dropped", AbnormalClosure, AfterBackoff, "The connection broke without a close frame.", Waits),
        CloseRule.For(DisconnectCause.HeartbeatLost, "Heartbeat Lost", AbnormalClosure, AfterBackoff, "The server no longer answers pings.", Waits),
        CloseRule.For(DisconnectCause.Idle, "Idle", TimedOut, AfterBackoff, "No message arrived for longer than IdleTimeout.", Waits),
        CloseRule.For(DisconnectCause.SlowConsumer, "Slow Consumer", SlowConsumer, AfterBackoff, "The connection broke while the program was behind with its messages.", "Handle messages faster, or move the work off the subscription."),
        CloseRule.For(DisconnectCause.ProtocolViolation, "Protocol Violation", ProtocolError, AfterBackoff, "The server broke the WebSocket protocol.", "If it repeats, check the address and what stands between; it reconnects."),
        CloseRule.For(DisconnectCause.TooBig, "Message Too Big", MessageTooBig, AfterBackoff, "The server sent a message larger than MaxMessageSize.", "Raise MaxMessageSize if such messages are expected; it reconnects."),
        CloseRule.For(DisconnectCause.TokenUnavailable, "No Token", TokenUnavailable, AfterBackoff, "The token provider gave no token that can be sent.", "Check the token provider."),
        CloseRule.For(DisconnectCause.RedirectRefused, "Redirect Refused", Redirect, AfterBackoff, "The server named an address that is not safe to go to.", "Add the host to RedirectHosts if it is trusted; it goes on at GatewayUrl."),
        CloseRule.For(DisconnectCause.Requested, "Requested", Requested, Never, "The program ended the connection.", "Nothing to do."),
    ];
}
