namespace TokenSocket.Protocols;

/// <summary>One WebSocket message as a session sees it, in either direction.</summary>
/// <param name="IsText">Text, which is UTF-8; else binary.</param>
/// <param name="Payload">Its bytes.</param>
internal readonly record struct SessionFrame(bool IsText, ReadOnlyMemory<byte> Payload);
