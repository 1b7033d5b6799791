using System.Text;
using TokenSocket.Framing;

namespace TokenSocket.Core.Tests.Fuzz;

/// <summary>Frames in pieces, whole and broken. For a million see <see cref="CoreFuzzTests"/>.</summary>
[Category("Fuzz")]
public sealed class FrameFuzzTests
{
    private static readonly string[] Reasons = ["", "Invalid Token", "REDIRECT:wss://gateway.example/other", "naïve 😀", new('x', 123)];

    private static readonly Opcode[] Ahead = [Opcode.Text, Opcode.Binary, Opcode.Continuation, Opcode.Ping, Opcode.Pong];

    [Test]
    public void A_close_frame_is_read_however_the_bytes_are_cut() => FuzzRun.Run("streams with a close frame", 10_000, static input =>
    {
        var (code, reason) = ((ushort)input.Next(65536), input.Text(Reasons));
        var payload = input.OneIn(10) ? [] : CloseFrame.Payload(code, reason);
        byte[] stream = [.. FramesAhead(input), .. FrameWriter.Frame(Opcode.Close, payload), .. FramesAhead(input)];

        var seen = See(input.Pieces(stream));

        var expected = payload.Length == 0 ? (1005, "") : (code, Encoding.UTF8.GetString(payload.AsSpan(2)));
        FuzzRun.Must(seen == expected, $"{expected} was written, {seen} was read.");
        FuzzRun.Must(payload.Length <= 125, "A payload that no control frame holds.");
    });

    [Test]
    public void Broken_frames_read_the_same_in_pieces_as_whole() => FuzzRun.Run("broken streams", 10_000, static input =>
    {
        byte[] good = [.. FramesAhead(input), .. FrameWriter.Frame(Opcode.Close, CloseFrame.Payload(4002, input.Pick(Reasons)))];
        var stream = input.Bytes([good, FrameWriter.Frame(Opcode.Binary, new byte[300])]);

        var (whole, pieces) = (See([stream]), See(input.Pieces(stream)));

        FuzzRun.Must(whole == pieces, $"{whole} as a whole, {pieces} in pieces.");
        FuzzRun.Must(whole is null or { Code: >= 0 and <= 65535, Reason.Length: <= 123 }, $"{whole} fits no control frame.");
    });

    private static byte[] FramesAhead(Mutator input)
    {
        byte[] frames = [];
        for (var n = input.Next(4); n > 0; n--)
        {
            var length = input.Next(100) switch
            {
                0 => 65_530 + input.Next(20),
                < 20 => 120 + input.Next(20),
                _ => input.Next(10),
            };
            frames = [.. frames, .. FrameWriter.Frame(input.Pick(Ahead), new byte[length])];
        }

        return frames;
    }

    private static (int Code, string Reason)? See(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var scanner = new CloseFrameScanner();
        foreach (var piece in pieces)
        {
            scanner.See(piece.Span);
        }

        return scanner.Close;
    }
}
