namespace TokenSocket.Protocols;

/// <summary>Collects the binary frames that belong to a message. One object a message.</summary>
/// <param name="message">What they belong to.</param>
/// <param name="maxSize">The most that the message may weigh with them, in bytes.</param>
internal sealed class SocketIoAttachments(SocketIoMessage message, int maxSize)
{
    private readonly List<ReadOnlyMemory<byte>> _taken = [];
    private long _size = message.Packet.Payload.Length;

    /// <summary>What they belong to.</summary>
    public SocketIoMessage Message => message;

    /// <summary>Those that have come, in order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Taken => _taken;

    /// <summary>Whether all have come.</summary>
    public bool IsComplete => _taken.Count == message.Packet.Attachments;

    /// <summary>Whether the message weighs more with those that have come than it may.</summary>
    public bool IsTooBig => _size > maxSize;

    /// <summary>The next one has come. It is kept as it is: no buffer of a frame is used again.</summary>
    public void Take(ReadOnlyMemory<byte> attachment)
    {
        _size += attachment.Length;
        _taken.Add(attachment);
    }
}
