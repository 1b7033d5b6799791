using TokenSocket.Messages;

namespace TokenSocket.Running;

/// <summary>The messages that wait for the program, in order, each with the connection that it came on, and how many there may be. Not thread-safe.</summary>
internal sealed class MessageBacklog
{
    private readonly Queue<(int Epoch, SocketMessage Message)> _messages = new();
    private long _bytes;

    public int MaxMessages { get; set; } = int.MaxValue;

    public long MaxBytes { get; set; } = long.MaxValue;

    /// <summary>Whether more wait than there may be; a single one may always.</summary>
    public bool IsOverfull => _messages.Count > MaxMessages || (_messages.Count > 1 && _bytes > MaxBytes);

    /// <summary>The connection of the oldest one; null where none waits.</summary>
    public int? FirstEpoch => _messages.TryPeek(out var first) ? first.Epoch : null;

    public bool HasRoomFor(SocketMessage message) =>
        _messages.Count == 0 || (_messages.Count < MaxMessages && _bytes + message.Size <= MaxBytes);

    public void Add(int epoch, SocketMessage message)
    {
        _messages.Enqueue((epoch, message));
        _bytes += message.Size;
    }

    public SocketMessage Take()
    {
        var message = _messages.Dequeue().Message;
        _bytes -= message.Size;
        return message;
    }
}
