using System.Text.Json;

namespace TokenSocket.Gateway;

/// <summary>What a Socket.IO client acknowledged an event with.</summary>
/// <param name="Arguments">Any number of values, unchecked.</param>
public sealed record SocketIoAnswer(IReadOnlyList<JsonElement> Arguments)
{
    /// <summary>Bytes that came beside them, in which <c>{"_placeholder":true,"num":N}</c> stands for the one at N.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments { get; init; } = [];
}
