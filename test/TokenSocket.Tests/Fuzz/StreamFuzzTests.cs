using System.Net.WebSockets;
using System.Text;
using TokenSocket.Core.Tests.Fuzz;
using TokenSocket.Framing;
using TokenSocket.Transport;

namespace TokenSocket.Tests.Fuzz;

/// <summary>
/// The path of frames as the transport has it: a stream that is watched, read by the platform's WebSocket. An ordinary run takes a slice; a million:
/// <c>FUZZ_INPUTS=1000000 dotnet test --filter TestCategory=Fuzz</c>.
/// </summary>
[Category("Fuzz")]
public sealed class StreamFuzzTests
{
    private static readonly byte[][] Streams =
    [
        Farewell("Hello", 4002), Farewell(new string('x', 300), 1000), Farewell("", 1006), [0x89, 0x02, 0x68, 0x69, 0x81, 0x01, 0x61, 0x88, 0x00],
    ];

    [Test]
    public void Whatever_comes_is_messages_and_then_an_end_that_is_known() => FuzzRun.Run("streams of frames", 30_000, static input =>
    {
        var scanner = new CloseFrameScanner();
        using var watched = new WatchedStream(new Pieced(input.Pieces(input.Bytes(Streams))), scanner);
        using var socket = WebSocket.CreateFromStream(watched, new WebSocketCreationOptions());
        var buffer = new byte[64];
        try
        {
            while (socket.State == WebSocketState.Open && socket.ReceiveAsync(buffer.AsMemory(), default).AsTask().GetAwaiter().GetResult().MessageType != WebSocketMessageType.Close)
            {
                // The next one.
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Those that the transport takes for an end.
        }

        FuzzRun.Must(socket.CloseStatus is not { } status || scanner.Close is not { } close || close.Code == (int)status || close.Code == 1005, $"{socket.CloseStatus} and {scanner.Close}.");
    });

    private static byte[] Farewell(string text, ushort code) =>
        [.. FrameWriter.Frame(Opcode.Text, Encoding.UTF8.GetBytes(text)), .. FrameWriter.Frame(Opcode.Close, CloseFrame.Payload(code, "why"))];

    private sealed class Pieced(IEnumerable<ReadOnlyMemory<byte>> pieces) : PassingStream(new MemoryStream())
    {
        private readonly LinkedList<ReadOnlyMemory<byte>> _pieces = new(pieces);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_pieces.First is not { Value: var piece })
            {
                return ValueTask.FromResult(0);
            }

            var count = Math.Min(piece.Length, buffer.Length);
            piece[..count].CopyTo(buffer);
            _pieces.RemoveFirst();
            if (count < piece.Length)
            {
                _pieces.AddFirst(piece[count..]);
            }

            return ValueTask.FromResult(count);
        }
    }
}
