using System.Text.Json;

namespace TokenSocket.Gateway;

/// <summary>An event of a Socket.IO client. It owns its bytes, so it may be kept. Everything in it is the client's, unchecked.</summary>
/// <param name="Namespace">Where it was sent, such as <c>/</c>.</param>
/// <param name="Name">What kind it is; a number that stands in the name's place as it is written.</param>
/// <param name="Arguments">Any number of values.</param>
/// <param name="WantsAnswer">Whether the client waits for an acknowledgement.</param>
public sealed record SocketIoEvent(string Namespace, string Name, IReadOnlyList<JsonElement> Arguments, bool WantsAnswer)
{
    /// <summary>Bytes that came beside the arguments, in which <c>{"_placeholder":true,"num":N}</c> stands for the one at N.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments { get; init; } = [];
}
