using System.Text;
using TokenSocket.Protocols;

namespace TokenSocket.Messages;

/// <summary>One whole message as it was received. Immutable and safe to keep: no buffer is reused.</summary>
/// <param name="kind">The type.</param>
/// <param name="bytes">The payload; not to be changed afterwards.</param>
public sealed class SocketMessage(MessageKind kind, ReadOnlyMemory<byte> bytes)
{
    private string? _text;

    /// <summary>Text or binary.</summary>
    public MessageKind Kind { get; } = kind;

    /// <summary>The payload; for text its UTF-8 bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>The payload read as UTF-8, decoded when first asked for. Bytes that are not UTF-8 become U+FFFD.</summary>
    public string Text => _text ??= Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>What the message says to the session that it came in; null where the server speaks none.</summary>
    public SessionEvent? Event { get; init; }

    /// <summary>What it weighs in a queue, in bytes.</summary>
    internal int Size => Bytes.Length + (Event is EventReceived { Attachments: { Count: > 0 } attachments } ? attachments.Sum(static one => one.Length) : 0);

    /// <summary>The type and the size, never the content.</summary>
    public override string ToString() => $"{Kind} message of {Bytes.Length} bytes";
}
