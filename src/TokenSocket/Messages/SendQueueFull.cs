namespace TokenSocket.Messages;

/// <summary>What happens to a message for which there is no room in the send queue.</summary>
public enum SendQueueFull
{
    /// <summary>Its sender waits for room.</summary>
    Wait,

    /// <summary>The message that has waited longest is dropped for it.</summary>
    DropOldest,

    /// <summary>It is refused.</summary>
    Fail,
}
