using System.Buffers;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace TokenSocket.Gateway;

/// <summary>Reads one client until it closes or TCP ends, and hands its messages to the service, one at a time.</summary>
internal sealed class Inbox(GatewayConnection connection, Wire wire, TokenGatewayOptions options, ILogger log)
{
    private const int ReadSize = 4096;
    private const int KeptCapacity = 64 * 1024;

    private ArrayBufferWriter<byte> _message = new(ReadSize);

    /// <summary>What the client closed with, if it did.</summary>
    public PeerClose? PeerClose { get; private set; }

    /// <summary>
    /// Returns when nothing more can come. Each way to get there has ended the connection, and once it is ending, what the
    /// client still sends is thrown away. Never faults.
    /// </summary>
    /// <param name="socket">The connection's WebSocket.</param>
    /// <param name="ending">Cancelled when the connection begins to end: for the service's handlers.</param>
    /// <param name="over">Cancelled when it is over: for the reading.</param>
    public async Task ReadAsync(WebSocket socket, CancellationToken ending, CancellationToken over)
    {
        // The handlers are the service's: one that blocks must block nobody but its own client.
        await Task.Yield();
        if (connection.Session is { } session)
            await CallAsync(() => session.BeginAsync(ending), ending).ConfigureAwait(false);

        byte[] buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(), over).ConfigureAwait(false);
            while (received.MessageType != WebSocketMessageType.Close)
            {
                await TakeAsync(buffer.AsMemory(0, received.Count), received, ending).ConfigureAwait(false);
                received = await socket.ReceiveAsync(buffer.AsMemory(), over).ConfigureAwait(false);
            }

            Answer(socket);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            await GiveUpAsync(over).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> part, ValueWebSocketReceiveResult received, CancellationToken ending)
    {
        if (!connection.IsOpen)
            return;

        if (part.Length > options.MaxMessageSize - _message.WrittenCount)
        {
            connection.TryEnd(Ending.Close.With(CloseWords.MessageTooBig));
            return;
        }

        _message.Write(part.Span);
        if (!received.EndOfMessage)
            return;

        var message = new GatewayMessage(received.MessageType == WebSocketMessageType.Text, _message.WrittenSpan.ToArray());
        _message.ResetWrittenCount();
        if (_message.Capacity > KeptCapacity)
            _message = new ArrayBufferWriter<byte>(ReadSize);
        if (connection.Session is { } session)
            await CallAsync(() => session.ReceiveAsync(message, ending), ending).ConfigureAwait(false);
    }

    private async Task CallAsync(Func<ValueTask> handler, CancellationToken ending)
    {
        try
        {
            await handler().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // It was told that the connection ends.
        }
        catch (Exception exception)
        {
            GatewayLog.HandlerFailed(log, connection, exception);
            connection.TryEnd(Ending.Close.With(CloseWords.Failed));
        }
    }

    private void Answer(WebSocket socket)
    {
        var peer = new PeerClose((int)(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure), socket.CloseStatusDescription ?? "");
        PeerClose = peer;

        // RFC 6455, 5.5.1: the answer echoes the code.
        connection.TryEnd(Ending.Close.With(new CloseWords(peer.Code, "")));
    }

    private async Task GiveUpAsync(CancellationToken over)
    {
        // Playing dead: the WebSocket may give up (its ping was not answered), but the connection goes on saying nothing.
        if (connection.IsSilent)
            await Task.Delay(Timeout.Infinite, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        connection.TryEnd(wire.HeldBack is { } frame ? new Ending.Close(frame) : new Ending.Reset());
    }
}
