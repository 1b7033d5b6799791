namespace TokenSocket.Gateway.Sessions;

/// <summary>No session: each WebSocket message is a message.</summary>
internal sealed class PlainSession(ISessionLine line, TimeProvider time) : ServerSession(line, time)
{
    public override ValueTask BeginAsync(CancellationToken ending) => Line.OpenAsync(ending);

    public override ValueTask ReceiveAsync(GatewayMessage message, CancellationToken ending) => Line.DeliverAsync(message, ending);
}
