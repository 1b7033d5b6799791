using System.Net.WebSockets;
using TokenSocket.CloseCodes;

namespace TokenSocket.Transport;

/// <summary>Reads what .NET throws when an open connection ends without a close frame.</summary>
internal static class ConnectionLoss
{
    public static DisconnectInfo Classify(Exception e) => new(CauseOf(e), CloseCode.AbnormalClosure, e.GetBaseException().Message);

    private static DisconnectCause CauseOf(Exception e) => e switch
    {
        // Nobody cancels a receive here: it is how an expired KeepAliveTimeout surfaces.
        OperationCanceledException => DisconnectCause.HeartbeatLost,
        // It expired between two receives; whatever else aborts a socket is not followed by one.
        WebSocketException { WebSocketErrorCode: WebSocketError.InvalidState } => DisconnectCause.HeartbeatLost,
        WebSocketException { InnerException: IOException } => DisconnectCause.Dropped,
        WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely or WebSocketError.NativeError } => DisconnectCause.Dropped,
        WebSocketException => DisconnectCause.ProtocolViolation,
        _ => DisconnectCause.Dropped,
    };
}
