namespace TokenSocket.Messages;

/// <summary>The type of a message.</summary>
/// <remarks>RFC 6455, section 5.6.</remarks>
public enum MessageKind
{
    /// <summary>UTF-8 text.</summary>
    Text,

    /// <summary>Bytes of any kind.</summary>
    Binary,
}
