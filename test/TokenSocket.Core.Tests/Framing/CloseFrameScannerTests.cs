using TokenSocket.Framing;

namespace TokenSocket.Core.Tests.Framing;

public sealed class CloseFrameScannerTests
{
    private static readonly byte[] Close4002 = FrameWriter.Frame(Opcode.Close, CloseFrame.Payload(4002, "no"));

    [Test]
    public void Finds_the_close_frame_behind_frames_of_every_length([Values(0, 1, 125, 126, 65535, 65536)] int length, [Values(1, 2, 7, 4096, int.MaxValue)] int chunk)
    {
        byte[] stream = [.. FrameWriter.Frame(Opcode.Binary, new byte[length]), .. FrameWriter.Frame(Opcode.Ping, "?"u8), .. Close4002];

        Assert.That(Scan(stream, chunk), Is.EqualTo((4002, "no")));
    }

    [Test]
    public void Knows_every_code([Values(0, 999, 1000, 1004, 1005, 1006, 1015, 2999, 5000, 65535)] int code)
    {
        var stream = FrameWriter.Frame(Opcode.Close, CloseFrame.Payload((ushort)code, ""));

        Assert.That(Scan(stream), Is.EqualTo((code, "")));
    }

    [Test]
    public void An_empty_close_frame_is_1005() =>
        Assert.That(Scan(FrameWriter.Frame(Opcode.Close, [])), Is.EqualTo((1005, "")));

    [Test]
    public void A_close_frame_of_one_byte_means_nothing() =>
        Assert.That(Scan(FrameWriter.Frame(Opcode.Close, [3])), Is.Null);

    [Test]
    public void A_reason_of_123_bytes_is_whole() =>
        Assert.That(Scan(FrameWriter.Frame(Opcode.Close, CloseFrame.Payload(4000, new string('x', 123)))), Is.EqualTo((4000, new string('x', 123))));

    [Test]
    public void A_close_frame_longer_than_a_control_frame_may_be_means_nothing() =>
        Assert.That(Scan(FrameWriter.Frame(Opcode.Close, new byte[126])), Is.Null);

    [Test]
    public void A_close_frame_that_is_cut_off_has_not_come() =>
        Assert.That(Scan(Close4002.AsSpan()[..^1]), Is.Null);

    [Test]
    public void A_payload_that_looks_like_a_close_frame_is_none() =>
        Assert.That(Scan(FrameWriter.Frame(Opcode.Text, Close4002)), Is.Null);

    [Test]
    public void The_first_close_frame_counts()
    {
        byte[] stream = [.. Close4002, .. FrameWriter.Frame(Opcode.Close, CloseFrame.Payload(1000, ""))];

        Assert.That(Scan(stream), Is.EqualTo((4002, "no")));
    }

    [Test]
    public void The_mask_of_a_server_that_wrongly_masks_is_passed_over()
    {
        byte[] stream = [0x82, 0x80 | 2, 1, 2, 3, 4, 0x88, 0x00, .. Close4002];

        Assert.That(Scan(stream), Is.EqualTo((4002, "no")));
    }

    private static (int Code, string Reason)? Scan(ReadOnlySpan<byte> stream, int chunk = int.MaxValue)
    {
        var scanner = new CloseFrameScanner();
        while (stream.Length > 0)
        {
            var count = Math.Min(chunk, stream.Length);
            scanner.See(stream[..count]);
            stream = stream[count..];
        }

        return scanner.Close;
    }
}
