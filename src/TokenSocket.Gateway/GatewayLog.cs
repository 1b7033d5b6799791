using Microsoft.Extensions.Logging;

namespace TokenSocket.Gateway;

/// <summary>Every log line of the gateway. No token is ever among the arguments.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(1, LogLevel.Error, "A handler failed; connection {Connection} is closed with 1011.")]
    public static partial void HandlerFailed(ILogger log, GatewayConnection connection, Exception exception);

    [LoggerMessage(2, LogLevel.Debug, "Connection {Connection} takes nothing more: {Failure}.")]
    public static partial void SendFailed(ILogger log, GatewayConnection connection, string failure);

    [LoggerMessage(3, LogLevel.Warning, "Connection {Connection} is too slow and is dropped: {Waiting} messages wait for it.")]
    public static partial void TooSlow(ILogger log, GatewayConnection connection, int waiting);

    [LoggerMessage(4, LogLevel.Error, "The token registry failed; the request {Id} is refused with 503. {Failure}")]
    public static partial void ClaimFailed(ILogger log, string id, string failure);

    [LoggerMessage(5, LogLevel.Error, "The token registry failed to release the token of connection {Connection}. {Failure}")]
    public static partial void ReleaseFailed(ILogger log, GatewayConnection connection, string failure);

    [LoggerMessage(6, LogLevel.Error, "The handler of the end of connection {Connection} failed.")]
    public static partial void DisconnectedHandlerFailed(ILogger log, GatewayConnection connection, Exception exception);

    [LoggerMessage(7, LogLevel.Information, "Connection {Connection} is turned away with {Code}.")]
    public static partial void TurnedAway(ILogger log, GatewayConnection connection, int code);

    [LoggerMessage(8, LogLevel.Error, "The token registry failed to judge or to release the capability token of session {Session}. {Failure}")]
    public static partial void CapabilityFailed(ILogger log, string session, string failure);
}
