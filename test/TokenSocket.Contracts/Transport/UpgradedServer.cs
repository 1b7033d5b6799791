using System.Threading.Channels;
using TokenSocket.Framing;

namespace TokenSocket.Contracts.Transport;

/// <summary>A server that upgrades a client, keeps each frame that comes, and for the rest does what the test tells it.</summary>
internal sealed class UpgradedServer : IAsyncDisposable
{
    private readonly Channel<(Opcode Opcode, byte[] Payload)> _frames = Channel.CreateUnbounded<(Opcode, byte[])>();
    private readonly TaskCompletionSource<Stream> _upgraded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RawServer _server;

    /// <param name="first">What goes out in the packet of the upgrade.</param>
    public UpgradedServer(ReadOnlyMemory<byte> first = default) => _server = new RawServer(async (stream, stopping) =>
    {
        await RawServer.UpgradeAsync(stream, first, stopping);
        _upgraded.SetResult(stream);
        while (await Peer.ReadFrameAsync(stream, stopping) is { } frame)
        {
            _frames.Writer.TryWrite(frame);
        }

        _frames.Writer.Complete();
    });

    public Uri Url => _server.Url();

    public int Connections => _server.Connections;

    public Task SendAsync(Opcode opcode, ReadOnlySpan<byte> payload) => WriteAsync(FrameWriter.Frame(opcode, payload));

    public Task CloseAsync(int code, string reason = "") => SendAsync(Opcode.Close, CloseFrame.Payload((ushort)code, reason));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        var stream = await _upgraded.Task.WaitAsync(Patience.Long);
        await stream.WriteAsync(bytes);
    }

    /// <summary>Breaks the connection off: with a FIN, or with a reset.</summary>
    public async Task HangUpAsync(bool isReset) => Peer.HangUp(await _upgraded.Task.WaitAsync(Patience.Long), isReset);

    /// <summary>The next frame that is no ping, within ten seconds; null where the client has left.</summary>
    public async Task<(Opcode Opcode, byte[] Payload)?> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (await _frames.Reader.WaitToReadAsync(patience.Token))
        {
            if (_frames.Reader.TryRead(out var frame) && frame.Opcode != Opcode.Ping)
            {
                return frame;
            }
        }

        return null;
    }

    /// <summary>The codes of the close frames that come until the client leaves; 1005 for an empty one.</summary>
    public async Task<IReadOnlyList<int?>> GoodbyesAsync()
    {
        var codes = new List<int?>();
        while (await NextAsync() is var (opcode, payload))
        {
            if (opcode == Opcode.Close)
            {
                codes.Add(CloseFrame.Read(payload)?.Code);
            }
        }

        return codes;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
