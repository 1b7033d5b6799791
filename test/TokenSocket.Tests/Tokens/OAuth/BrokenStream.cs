namespace TokenSocket.Tests.Tokens.OAuth;

/// <summary>A body that breaks off.</summary>
internal sealed class BrokenStream : MemoryStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromException<int>(new IOException("hidden"));
}
