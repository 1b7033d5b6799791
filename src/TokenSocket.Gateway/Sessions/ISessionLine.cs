namespace TokenSocket.Gateway.Sessions;

/// <summary>One client's connection, as the session inside it sees it. Thread-safe; once the connection ends, nothing happens.</summary>
internal interface ISessionLine
{
    /// <summary>Whom the service's callbacks are told of.</summary>
    GatewayConnection Connection { get; }

    /// <summary>Sends these messages, after all those sent before and with none between them.</summary>
    /// <returns>As <see cref="GatewayConnection.SendAsync(string, CancellationToken)"/>: true once they were handed to the network.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the messages may still go out.</exception>
    Task<bool> SendAsync(IReadOnlyList<GatewayMessage> messages, CancellationToken cancellationToken = default);

    /// <summary>Closes with a code and a reason, after what waits to be sent.</summary>
    void Close(int code, string reason);

    /// <summary>Closes with an empty close frame, after what waits to be sent.</summary>
    void CloseWithoutCode();

    /// <summary>
    /// The client can use its session from now on: tells the service, once, however often it is called. Call it from
    /// <see cref="ServerSession.BeginAsync"/> or <see cref="ServerSession.ReceiveAsync"/>.
    /// </summary>
    /// <remarks>What the service throws goes through to the caller of the session, which closes with 1011.</remarks>
    ValueTask OpenAsync(CancellationToken ending);

    /// <summary>Hands a message to the service. Throws as <see cref="OpenAsync"/>.</summary>
    ValueTask DeliverAsync(GatewayMessage message, CancellationToken ending);
}
