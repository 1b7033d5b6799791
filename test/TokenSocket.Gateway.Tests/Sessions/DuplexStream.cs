namespace TokenSocket.Gateway.Tests.Sessions;

/// <summary>One end of a connection: what is read comes from one stream, what is written goes to another.</summary>
internal sealed class DuplexStream(Stream reading, Stream writing) : Stream
{
    private byte[] _tail = [];

    /// <summary>Whether what was read last is a close frame without a code, which the platform does not tell from 1000.</summary>
    public bool EndsWithEmptyClose => _tail is [0x88, 0];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await reading.ReadAsync(buffer, cancellationToken);
        _tail = [.. _tail.Concat(buffer[..read].ToArray()).TakeLast(2)];
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await writing.WriteAsync(buffer, cancellationToken);
        await writing.FlushAsync(cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        reading.Dispose();
        writing.Dispose();
        base.Dispose(disposing);
    }
}
