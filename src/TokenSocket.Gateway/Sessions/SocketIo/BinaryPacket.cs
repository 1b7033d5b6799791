namespace TokenSocket.Gateway.Sessions.SocketIo;

/// <summary>A packet that still waits for bytes of its own.</summary>
internal sealed class BinaryPacket(Packet packet)
{
    private readonly List<ReadOnlyMemory<byte>> _attachments = [];

    public Packet Packet => packet;

    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments => _attachments;

    /// <summary>In bytes, without the packet itself.</summary>
    public long Size { get; private set; }

    public bool IsWhole => _attachments.Count == packet.AttachmentCount;

    public void Add(ReadOnlyMemory<byte> bytes)
    {
        _attachments.Add(bytes);
        Size += bytes.Length;
    }
}
