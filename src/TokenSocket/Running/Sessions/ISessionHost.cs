using TokenSocket.Messages;

namespace TokenSocket.Running.Sessions;

/// <summary>What a session's orders mean to the connection that it lives in. Thread-safe but for <see cref="DeliverAsync"/>.</summary>
internal interface ISessionHost
{
    /// <summary>Cancelled when there is no connection to care for any more.</summary>
    CancellationToken Over { get; }

    /// <summary>The connection is usable.</summary>
    void Establish();

    /// <summary>Sends behind whatever the program sends, from the establishment on; on this connection or not at all. Never throws.</summary>
    Task SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload);

    /// <summary>Takes a message for the program; nothing more is read until it has room. Called by the receive loop alone.</summary>
    ValueTask DeliverAsync(SocketMessage message);

    /// <summary>Takes news for the program that did not come from the receive loop, and makes room for it.</summary>
    void DeliverBeside(SocketMessage message);

    /// <summary>Tells people.</summary>
    void Warn(string message);

    /// <summary>The server wants another token.</summary>
    void RenewToken();
}
