using System.Net.Sockets;
using System.Text;
using TokenSocket.Contracts;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>A client that sees the bytes: it writes a handshake by hand and reads frames as they are on the wire.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp = new();

    public NetworkStream Stream => _tcp.GetStream();

    public Socket Socket => _tcp.Client;

    /// <summary>The answer's head, without the blank line.</summary>
    public string Head { get; private set; } = "";

    public static string Handshake(Uri url, string? token, string extra = "") =>
        $"GET {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + (token is null ? "" : $"token: {token}\r\n") + extra + "\r\n";

    public static async Task<RawClient> DialAsync(Uri url, string request)
    {
        var client = new RawClient();
        await client._tcp.ConnectAsync(url.Host, url.Port);
        await client.Stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        return client;
    }

    public static async Task<RawClient> ConnectAsync(Uri url, string? token, string extra = "")
    {
        RawClient client = await DialAsync(url, Handshake(url, token, extra));
        await client.ReadHeadAsync();
        return client;
    }

    public async Task ReadHeadAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head.Append((char)(await ReadAsync(1))[0]);

        Head = head.ToString().TrimEnd();
    }

    /// <summary>One frame with a payload of less than 126 bytes, header included.</summary>
    public async Task<byte[]> ReadFrameAsync()
    {
        byte[] header = await ReadAsync(2);
        return [.. header, .. await ReadAsync(header[1])];
    }

    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await Stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(Patience.Long);
        return bytes;
    }

    /// <summary>Reads on until TCP ends. An RST throws <see cref="IOException"/>.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var rest = new MemoryStream();
        await Stream.CopyToAsync(rest).WaitAsync(Patience.Long);
        return rest.ToArray();
    }

    /// <summary>Sends a frame with a mask of zeros, which leaves the payload readable.</summary>
    public async Task SendFrameAsync(byte first, params byte[] payload) =>
        await Stream.WriteAsync(new byte[] { first, (byte)(0x80 | payload.Length), 0, 0, 0, 0 }.Concat(payload).ToArray());

    public void Dispose() => _tcp.Dispose();
}
