using System.Diagnostics;
using TokenSocket.Framing;

namespace TokenSocket.Contracts;

/// <summary>What a bad server does to a connection, for <see cref="RawServer"/>.</summary>
internal static class Peer
{
    private const int HeaderLength = 2;
    private const int MaskLength = 4;

    /// <summary>Takes the connection and neither reads nor writes.</summary>
    public static Task SayNothingAsync(Stream stream, CancellationToken stopping) => Task.Delay(Timeout.Infinite, stopping);

    /// <summary>Upgrades, and from then on neither reads nor writes: a peer that is dead while its TCP still stands.</summary>
    public static async Task DieAfterUpgradeAsync(Stream stream, CancellationToken stopping)
    {
        await RawServer.UpgradeAsync(stream, default, stopping);
        await SayNothingAsync(stream, stopping);
    }

    /// <summary>Upgrades, sends the bytes in the same packet, and reads on.</summary>
    public static Func<Stream, CancellationToken, Task> UpgradeThen(ReadOnlyMemory<byte> bytes) => async (stream, stopping) =>
    {
        await RawServer.UpgradeAsync(stream, bytes, stopping);
        await stream.CopyToAsync(Stream.Null, stopping);
    };

    /// <summary>Sends the bytes again and again until the client has left.</summary>
    public static async Task FloodAsync(Stream stream, ReadOnlyMemory<byte> bytes, Action sent, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await stream.WriteAsync(bytes, stopping);
                sent();
            }
        }
        catch (IOException)
        {
            // That is the end of it.
        }
    }

    /// <summary>The code with which the client closes; null where it sends no close frame, or an empty one.</summary>
    public static async Task<int?> ReadGoodbyeAsync(Stream stream, CancellationToken stopping)
    {
        while (await ReadFrameAsync(stream, stopping) is var (opcode, payload))
        {
            if (opcode == Opcode.Close)
            {
                return CloseFrame.Read(payload)?.Code;
            }
        }

        return null;
    }

    /// <summary>The next frame of the client, which has no more than 125 bytes; null at the end of the stream.</summary>
    public static async Task<(Opcode Opcode, byte[] Payload)?> ReadFrameAsync(Stream stream, CancellationToken stopping)
    {
        var header = new byte[HeaderLength + MaskLength];
        try
        {
            await stream.ReadExactlyAsync(header, stopping);
            var payload = new byte[header[1] & 0x7F];
            await stream.ReadExactlyAsync(payload, stopping);
            for (var i = 0; i < payload.Length; i++)
            {
                payload[i] ^= header[HeaderLength + (i % MaskLength)];
            }

            return ((Opcode)(header[0] & 0x0F), payload);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>How long the act takes; it fails after ten seconds.</summary>
    public static async Task<TimeSpan> MeasureAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act().WaitAsync(Patience.Long);
        return watch.Elapsed;
    }
}
