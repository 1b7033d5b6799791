using System.Net.WebSockets;
using System.Security.Authentication;
using TokenSocket.CloseCodes;

namespace TokenSocket.Transport;

/// <summary>Reads what .NET throws when an upgrade does not come about and no HTTP answer says why.</summary>
internal static class HandshakeFailure
{
    public static DisconnectInfo Classify(Exception e, string? certificateFault)
    {
        if (certificateFault is not null)
        {
            return new DisconnectInfo(DisconnectCause.TlsFailed, Reason: $"{DisconnectInfo.InvalidCertificate}: {certificateFault}.");
        }

        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            if (CauseOf(inner) is { } cause)
            {
                return new DisconnectInfo(cause, Reason: inner.Message);
            }
        }

        return new DisconnectInfo(e is WebSocketException ? DisconnectCause.ProtocolViolation : DisconnectCause.Dropped, Reason: e.Message);
    }

    private static DisconnectCause? CauseOf(Exception e) => e switch
    {
        AuthenticationException => DisconnectCause.TlsFailed,
        HttpRequestException http => http.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => DisconnectCause.Unreachable,
            HttpRequestError.SecureConnectionError => DisconnectCause.TlsFailed,
            HttpRequestError.ResponseEnded => DisconnectCause.Dropped,
            HttpRequestError.Unknown => null,
            _ => DisconnectCause.ProtocolViolation,
        },
        IOException or UnansweredException => DisconnectCause.Dropped,
        _ => null,
    };
}
