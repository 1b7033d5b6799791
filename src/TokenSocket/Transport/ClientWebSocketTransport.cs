using System.Net.WebSockets;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;

namespace TokenSocket.Transport;

/// <summary>A connection over <see cref="ClientWebSocket"/>, with the facts of a refused handshake kept and no redirect followed.</summary>
internal sealed class ClientWebSocketTransport(TransportRequest request) : ITransport
{
    private readonly DialledSocket _dialled = new(request);

    public ValueTask<DisconnectInfo?> OpenAsync(CancellationToken cancellationToken) => _dialled.OpenAsync(cancellationToken);

    public async ValueTask<DisconnectInfo> RunAsync(Func<SocketMessage, ValueTask> receive)
    {
        using var buffer = new MessageBuffer(request.MaxMessageSize);
        try
        {
            while (true)
            {
                var result = await _dialled.Socket.ReceiveAsync(buffer.Free, CancellationToken.None).ConfigureAwait(false);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    await _dialled.AnswerAsync().ConfigureAwait(false);
                    return _dialled.Closed;
                }

                if (!buffer.Add(result.Count))
                {
                    await _dialled.CloseInTimeAsync(CloseCode.MessageTooBig).ConfigureAwait(false);
                    return DialledSocket.Ended(DisconnectCause.TooBig);
                }

                if (result.EndOfMessage && !await _dialled.CatchUpAsync(receive(buffer.Take(result.MessageType))).ConfigureAwait(false))
                {
                    return DialledSocket.Ended(DisconnectCause.SlowConsumer);
                }
            }
        }
        catch (Exception e) when (DialledSocket.IsLoss(e))
        {
            return _dialled.Lost(e);
        }
    }

    public ValueTask SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload) => _dialled.SendAsync(kind, payload);

    public ValueTask CloseAsync(int code) => _dialled.CloseAsync(code);

    public void Abort() => _dialled.Abort();

    public ValueTask DisposeAsync()
    {
        _dialled.Dispose();
        return ValueTask.CompletedTask;
    }
}
