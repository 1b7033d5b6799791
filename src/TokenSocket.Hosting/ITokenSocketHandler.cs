using TokenSocket.Messages;

namespace TokenSocket.Hosting;

/// <summary>Takes the messages of one client. Resolved in a scope of its own for every message.</summary>
public interface ITokenSocketHandler
{
    /// <summary>Takes one message; the next one comes when it has been taken, and meanwhile nothing more is read once the receive queue is full.</summary>
    /// <remarks>Called in the order of arrival, one message at a time. What it throws is logged, and the next message comes.</remarks>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancelled when the host stops.</param>
    ValueTask HandleAsync(SocketMessage message, CancellationToken cancellationToken);
}
