using System.Text;

namespace TokenSocket.Gateway;

/// <summary>A whole message from a client. It owns its bytes, so it may be kept.</summary>
/// <param name="IsText">Whether it came as text, which is then valid UTF-8.</param>
/// <param name="Bytes">The payload.</param>
public sealed record GatewayMessage(bool IsText, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The payload decoded as UTF-8, anew at each call; a binary message is decoded just the same.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    internal static GatewayMessage Of(string text) => new(IsText: true, Encoding.UTF8.GetBytes(text));
}
