using TokenSocket.Framing;

namespace TokenSocket.Gateway.Sessions;

/// <summary>The line that leads to a client over the network.</summary>
internal sealed class SessionLine(GatewayConnection connection, TokenGatewayOptions options) : ISessionLine
{
    private int _isOpen;

    public GatewayConnection Connection => connection;

    public Task<bool> SendAsync(IReadOnlyList<GatewayMessage> messages, CancellationToken cancellationToken = default) =>
        connection.SendFramesAsync([.. messages.SelectMany(Frame)], cancellationToken);

    // A connection that plays dead ends by no timer of the session.
    public void Close(int code, string reason)
    {
        if (!connection.IsSilent)
            _ = connection.CloseAsync(code, reason);
    }

    public void CloseWithoutCode()
    {
        if (!connection.IsSilent)
            _ = connection.CloseWithoutCodeAsync();
    }

    public ValueTask OpenAsync(CancellationToken ending) =>
        Interlocked.Exchange(ref _isOpen, 1) == 0 && options.OnConnected is { } onConnected ? onConnected(connection, ending) : ValueTask.CompletedTask;

    public ValueTask DeliverAsync(GatewayMessage message, CancellationToken ending) =>
        options.OnMessage is { } onMessage ? onMessage(connection, message, ending) : ValueTask.CompletedTask;

    private static byte[] Frame(GatewayMessage message) =>
        FrameWriter.Frame(message.IsText ? Opcode.Text : Opcode.Binary, message.Bytes.Span);
}
