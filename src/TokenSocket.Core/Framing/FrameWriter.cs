using System.Buffers.Binary;

namespace TokenSocket.Framing;

/// <summary>
/// Writes one final, unmasked frame (RFC 6455, 5.2), as a server sends it. Nothing is judged: a control frame of more
/// than 125 bytes is written as asked, because a gateway that shows faults has to be able to send them.
/// </summary>
internal static class FrameWriter
{
    private const byte Final = 0x80;
    private const byte SixteenBits = 126;
    private const byte SixtyFourBits = 127;

    public static int HeaderLength(int payloadLength) => payloadLength switch
    {
        < SixteenBits => 2,
        <= ushort.MaxValue => 4,
        _ => 10,
    };

    /// <returns>The number of bytes written: the header's and the payload's.</returns>
    /// <exception cref="ArgumentException">The destination is shorter than that.</exception>
    public static int Write(Opcode opcode, ReadOnlySpan<byte> payload, Span<byte> destination)
    {
        int header = HeaderLength(payload.Length);
        if (destination.Length < header + payload.Length)
            throw new ArgumentException($"A frame of {header + payload.Length} bytes does not fit into {destination.Length}.", nameof(destination));

        destination[0] = (byte)(Final | (byte)opcode);
        switch (header)
        {
            case 2:
                destination[1] = (byte)payload.Length;
                break;
            case 4:
                destination[1] = SixteenBits;
                BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)payload.Length);
                break;
            default:
                destination[1] = SixtyFourBits;
                BinaryPrimitives.WriteUInt64BigEndian(destination[2..], (ulong)payload.Length);
                break;
        }

        payload.CopyTo(destination[header..]);
        return header + payload.Length;
    }

    public static byte[] Frame(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[HeaderLength(payload.Length) + payload.Length];
        Write(opcode, payload, frame);
        return frame;
    }
}
