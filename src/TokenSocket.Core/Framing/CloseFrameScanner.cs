using System.Buffers.Binary;

namespace TokenSocket.Framing;

/// <summary>
/// Follows the frames of a byte stream and remembers the first close frame, whatever its code. It judges nothing else: who reads the
/// frames in earnest does.
/// </summary>
internal sealed class CloseFrameScanner
{
    private const int LongestHeader = 14;
    private const int MaskBit = 0x80;
    private const int MaxControlPayload = 125;

    private readonly byte[] _header = new byte[LongestHeader];
    private readonly byte[] _payload = new byte[MaxControlPayload];
    private int _headerCount;
    private int _payloadCount;
    private ulong _payloadLeft;

    /// <summary>The code and reason of the close frame; 1005 for one without a code; null where none has come whole, or it is malformed.</summary>
    public (int Code, string Reason)? Close { get; private set; }

    /// <summary>Takes the next bytes of the stream.</summary>
    public void See(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && Close is null)
        {
            bytes = bytes[(_payloadLeft > 0 ? SeePayload(bytes) : SeeHeader(bytes[0]))..];
        }
    }

    private int SeeHeader(byte next)
    {
        _header[_headerCount++] = next;
        if (_headerCount < 2 || _headerCount < HeaderLength)
        {
            return 1;
        }

        _payloadLeft = PayloadLength;
        _payloadCount = 0;
        if (_payloadLeft == 0)
        {
            EndFrame();
        }

        return 1;
    }

    private int SeePayload(ReadOnlySpan<byte> bytes)
    {
        var count = (int)Math.Min((ulong)bytes.Length, _payloadLeft);
        if (IsClose && _payloadCount + count <= MaxControlPayload)
        {
            bytes[..count].CopyTo(_payload.AsSpan(_payloadCount));
            _payloadCount += count;
        }

        _payloadLeft -= (ulong)count;
        if (_payloadLeft == 0)
        {
            EndFrame();
        }

        return count;
    }

    private void EndFrame()
    {
        if (IsClose && PayloadLength <= MaxControlPayload)
        {
            Close = CloseFrame.Read(_payload.AsSpan(0, _payloadCount));
        }

        _headerCount = 0;
    }

    private bool IsClose => (_header[0] & 0x0F) == (int)Opcode.Close;

    private int ShortLength => _header[1] & ~MaskBit;

    private int HeaderLength => 2
        + ShortLength switch { 126 => 2, 127 => 8, _ => 0 }
        + ((_header[1] & MaskBit) != 0 ? 4 : 0);

    private ulong PayloadLength => ShortLength switch
    {
        126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
        127 => BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(2)),
        _ => (ulong)ShortLength,
    };
}
