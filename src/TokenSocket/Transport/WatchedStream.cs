using System.Runtime.CompilerServices;
using TokenSocket.Framing;

namespace TokenSocket.Transport;

/// <summary>
/// Passes everything through and lets a scanner see what is received, because <see cref="System.Net.WebSockets.ClientWebSocket"/>
/// hides a close frame without a code and the codes 1004–1006, 1015–2999 and 5000 up. After a close frame nothing follows, so the
/// stream ends there: otherwise the end would be held back for a second wherever the server leaves closing TCP to the client.
/// </summary>
internal sealed class WatchedStream(Stream inner, CloseFrameScanner scanner) : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (scanner.Close is not null)
        {
            return 0;
        }

        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        scanner.See(buffer.Span[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (scanner.Close is not null)
        {
            return 0;
        }

        var read = inner.Read(buffer, offset, count);
        scanner.See(buffer.AsSpan(offset, read));
        return read;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
