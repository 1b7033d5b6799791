using System.Net.WebSockets;
using System.Text;
using TokenSocket.CloseCodes;

namespace TokenSocket.Gateway.Tests.Sessions;

/// <summary>A client over a pipe, with the waits bounded.</summary>
/// <param name="stream">Its end of the pipe.</param>
/// <param name="served">Completes when the gateway is done with it.</param>
internal sealed class InMemoryClient(DuplexStream stream, Task served) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebSocket _socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions());

    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).WaitAsync(Patience);

    /// <summary>The next message, bytes in hexadecimal; or the code of the close frame, 1005 for none, which is answered.</summary>
    public async Task<string> ReceiveAsync()
    {
        var buffer = new byte[4096];
        WebSocketReceiveResult received = await _socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Patience);
        if (received.MessageType != WebSocketMessageType.Close)
        {
            var bytes = buffer.AsSpan(0, received.Count);
            return received.MessageType == WebSocketMessageType.Text ? Encoding.UTF8.GetString(bytes) : Convert.ToHexString(bytes);
        }

        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).WaitAsync(Patience);
        await served.WaitAsync(Patience);
        return $"closed {(stream.EndsWithEmptyClose ? CloseCode.NoStatus : (int)received.CloseStatus!)}";
    }

    public void Dispose() => _socket.Dispose();
}
