using System.Runtime.CompilerServices;
using TokenSocket.Framing;

namespace TokenSocket.Transport;

/// <summary>
/// Passes everything through and lets a scanner see what is received, because <see cref="System.Net.WebSockets.ClientWebSocket"/>
/// hides a close frame without a code and the codes 1004–1006, 1015–2999 and 5000 up. After a close frame nothing follows, so the
/// stream ends there: otherwise the end would be held back for a second wherever the server leaves closing TCP to the client.
/// </summary>
internal sealed class WatchedStream(Stream inner, CloseFrameScanner scanner) : PassingStream(inner)
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (scanner.Close is not null)
        {
            return 0;
        }

        var count = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        scanner.See(buffer.Span[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (scanner.Close is not null)
        {
            return 0;
        }

        var read = base.Read(buffer, offset, count);
        scanner.See(buffer.AsSpan(offset, read));
        return read;
    }
}
