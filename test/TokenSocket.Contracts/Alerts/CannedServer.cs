using System.Text;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.Contracts.Alerts;

/// <summary>The runtime's own HTTP stack with a server in memory behind it, which gives every request the same answer.</summary>
internal static class CannedServer
{
    public static SocketsHttpHandler Handler(string answer, List<string>? heard = null)
    {
        var handler = WebhookHandler.Create();
        handler.ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new Wire(answer, heard ?? []));
        return handler;
    }

    public static string Answer(string status, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    private sealed class Wire(string answer, List<string> heard) : MemoryStream
    {
        private readonly MemoryStream _answer = new(Encoding.UTF8.GetBytes(answer));

        public override void Write(byte[] buffer, int offset, int count) => heard.Add(Encoding.UTF8.GetString(buffer, offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            heard.Add(Encoding.UTF8.GetString(buffer.Span));
            return ValueTask.CompletedTask;
        }

        public override int Read(Span<byte> buffer) => _answer.Read(buffer);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _answer.ReadAsync(buffer, cancellationToken);
    }
}
