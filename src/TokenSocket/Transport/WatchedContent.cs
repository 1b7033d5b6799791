using System.Net;

namespace TokenSocket.Transport;

/// <summary>The content of an upgrade's answer: the connection itself, watched on its way to <see cref="System.Net.WebSockets.ClientWebSocket"/>.</summary>
internal sealed class WatchedContent(Stream connection) : HttpContent
{
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => connection;

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(connection);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        throw new NotSupportedException("A connection is read as a stream.");

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
