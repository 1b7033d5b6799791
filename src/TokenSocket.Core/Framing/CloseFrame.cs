using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace TokenSocket.Framing;

/// <summary>The payload of a close frame (RFC 6455, 5.5.1): two bytes of code, then the reason in UTF-8.</summary>
internal static class CloseFrame
{
    /// <summary>A control frame holds 125 bytes, two of which are the code.</summary>
    public const int MaxReasonBytes = 123;

    /// <summary>
    /// Any code goes: those that must not be sent (1004, 1005, 1006, 1015) as well. A reason that is too long is cut
    /// after the last whole character that fits; half a surrogate pair becomes U+FFFD.
    /// </summary>
    public static byte[] Payload(ushort code, string reason)
    {
        Span<byte> payload = stackalloc byte[sizeof(ushort) + MaxReasonBytes];
        BinaryPrimitives.WriteUInt16BigEndian(payload, code);
        Utf8.FromUtf16(reason, payload[sizeof(ushort)..], out _, out int written, replaceInvalidSequences: true);
        return payload[..(sizeof(ushort) + written)].ToArray();
    }

    /// <summary>
    /// The code and reason; 1005 stands for an empty payload, and bytes that are not UTF-8 become U+FFFD.
    /// Null where the payload is one byte, which RFC 6455, 7.1.5 gives no meaning.
    /// </summary>
    public static (int Code, string Reason)? Read(ReadOnlySpan<byte> payload) => payload.Length switch
    {
        0 => (1005, ""),
        1 => null,
        _ => (BinaryPrimitives.ReadUInt16BigEndian(payload), Encoding.UTF8.GetString(payload[sizeof(ushort)..])),
    };
}
