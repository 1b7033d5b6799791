using System.Globalization;
using System.Text.Json;

namespace TokenSocket.Protocols;

/// <summary>What the server said to an event that asked for an acknowledgement (Socket.IO). Immutable; the server's words, untrusted.</summary>
/// <param name="Arguments">Any number of values.</param>
public sealed record EventAnswer(IReadOnlyList<JsonElement> Arguments)
{
    /// <summary>The first of the arguments; undefined where there is none.</summary>
    public JsonElement Data => Arguments.Count > 0 ? Arguments[0] : default;

    /// <summary>Bytes that came beside the arguments; see <see cref="EventReceived.Attachments"/>.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments { get; init; } = [];

    /// <summary>How much it says, never what.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"EventAnswer {{ Arguments = {Arguments.Count}, Attachments = {Attachments.Count} }}");
}
