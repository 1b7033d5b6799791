using System.Buffers;
using System.Net.WebSockets;
using TokenSocket.Messages;

namespace TokenSocket.Transport;

/// <summary>Gathers the frames of one message in a pooled buffer, never more than the largest message allowed.</summary>
internal sealed class MessageBuffer(int maxMessageSize) : IDisposable
{
    private const int SmallBuffer = 16 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(SmallBuffer);
    private int _count;

    /// <summary>Where the next bytes go; never empty.</summary>
    public Memory<byte> Free => _bytes.AsMemory(_count);

    /// <summary>Takes note of bytes written to <see cref="Free"/>.</summary>
    /// <returns>False where the message has become too big.</returns>
    public bool Add(int count)
    {
        _count += count;
        if (_count > maxMessageSize)
        {
            return false;
        }

        if (_count == _bytes.Length)
        {
            Resize((int)Math.Min(_bytes.Length * 2L, maxMessageSize + 1L));
        }

        return true;
    }

    /// <summary>The gathered message, in memory of its own. The buffer starts anew, and small.</summary>
    public SocketMessage Take(WebSocketMessageType type)
    {
        var message = new SocketMessage(type == WebSocketMessageType.Text ? MessageKind.Text : MessageKind.Binary, _bytes.AsSpan(0, _count).ToArray());
        _count = 0;
        if (_bytes.Length > SmallBuffer)
        {
            Resize(SmallBuffer);
        }

        return message;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void Resize(int size)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(size);
        _bytes.AsSpan(0, _count).CopyTo(bytes);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = bytes;
    }
}
