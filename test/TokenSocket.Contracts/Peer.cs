using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TokenSocket.Framing;

namespace TokenSocket.Contracts;

/// <summary>What a bad server does to a connection, for <see cref="RawServer"/>.</summary>
internal static class Peer
{
    private const int HeaderLength = 2;
    private const int MaskLength = 4;

    /// <summary>An address where nobody listens any more.</summary>
    public static async Task<Uri> NobodyListensAsync()
    {
        await using var server = new RawServer(static (_, _) => Task.CompletedTask);
        return server.Url();
    }

    /// <summary>Takes the connection and neither reads nor writes.</summary>
    public static Task SayNothingAsync(Stream stream, CancellationToken stopping) => new TaskCompletionSource().Task.WaitAsync(stopping);

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

    /// <summary>Answers the request with the text, and leaves.</summary>
    public static Func<Stream, CancellationToken, Task> Answer(string answer) => async (stream, stopping) =>
    {
        await RawServer.ReadRequestAsync(stream, stopping);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stopping);
    };

    /// <summary>Reads the request, and breaks the connection off instead of an answer.</summary>
    /// <param name="isReset">Whether with a reset instead of a FIN.</param>
    /// <param name="certificate">What to show over TLS; null for a connection in the clear.</param>
    public static Func<Stream, CancellationToken, Task> LeaveUnanswered(bool isReset, X509Certificate2? certificate) => async (stream, stopping) =>
    {
        await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
        if (certificate is not null)
        {
            await tls.AuthenticateAsServerAsync(certificate);
        }

        await RawServer.ReadRequestAsync(certificate is null ? stream : tls, stopping);
        HangUp(stream, isReset);
    };

    /// <summary>Breaks the connection off: with a FIN, or with a reset.</summary>
    public static void HangUp(Stream stream, bool isReset)
    {
        var socket = ((NetworkStream)stream).Socket;
        socket.LingerState = new LingerOption(isReset, 0);
        socket.Close();
    }

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

    /// <summary>The next frame of the client; null at the end of the stream.</summary>
    public static async Task<(Opcode Opcode, byte[] Payload)?> ReadFrameAsync(Stream stream, CancellationToken stopping)
    {
        try
        {
            var header = await ReadAsync(stream, HeaderLength, stopping);
            var length = (header[1] & 0x7F) switch
            {
                126 => BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(stream, sizeof(ushort), stopping)),
                127 => checked((int)BinaryPrimitives.ReadUInt64BigEndian(await ReadAsync(stream, sizeof(ulong), stopping))),
                var few => few,
            };
            var mask = await ReadAsync(stream, MaskLength, stopping);
            var payload = await ReadAsync(stream, length, stopping);
            for (var i = 0; i < payload.Length; i++)
            {
                payload[i] ^= mask[i % MaskLength];
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

    private static async Task<byte[]> ReadAsync(Stream stream, int count, CancellationToken stopping)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, stopping);
        return bytes;
    }
}
