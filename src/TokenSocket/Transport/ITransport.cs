using TokenSocket.CloseCodes;
using TokenSocket.Messages;

namespace TokenSocket.Transport;

/// <summary>
/// One connection, once: opened once, run until its end, then disposed. What the network does is a result, never an exception.
/// </summary>
/// <remarks>
/// <see cref="SendAsync"/> is never called twice at a time; <see cref="CloseAsync"/> and <see cref="Abort"/> may be called
/// at any time and from any thread.
/// </remarks>
public interface ITransport : IAsyncDisposable
{
    /// <summary>Dials, from DNS to the upgrade.</summary>
    /// <param name="cancellationToken">Cancelled when the attempt is given up; the result is not looked at then.</param>
    /// <returns>Null once the connection is open, else why it is not.</returns>
    ValueTask<DisconnectInfo?> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Receives until the end of the connection. Called once, after a successful open.</summary>
    /// <param name="receive">
    /// Takes each message, in order. Not yet complete means that the program is behind: nothing more is read meanwhile, and an
    /// end during that time is reported as <see cref="DisconnectCause.SlowConsumer"/>. What it throws comes out of here; it should not throw.
    /// </param>
    /// <returns>The end, when the socket is done with; a close frame from the server has been answered.</returns>
    ValueTask<DisconnectInfo> RunAsync(Func<SocketMessage, ValueTask> receive);

    /// <summary>Sends one message; completes when it has been handed to the socket.</summary>
    /// <exception cref="Exception">It could not be sent; the connection's end follows from <see cref="RunAsync"/>.</exception>
    ValueTask SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload);

    /// <summary>Sends a close frame; the end follows from <see cref="RunAsync"/>. Never throws for a connection that is already gone.</summary>
    ValueTask CloseAsync(int code);

    /// <summary>Drops the connection, or the attempt to get one, at once. Never throws, never waits.</summary>
    void Abort();
}
