namespace TokenSocket.Gateway.Sessions;

/// <summary>
/// The server's side of a session inside one accepted connection. <see cref="BeginAsync"/> and <see cref="ReceiveAsync"/> are called one
/// after the other; timers and the service's own calls come from any thread beside them, and the session guards itself.
/// </summary>
internal abstract class ServerSession(ISessionLine line, TimeProvider time) : IDisposable
{
    protected ISessionLine Line => line;

    /// <summary>Timers come from here.</summary>
    protected TimeProvider Time => time;

    /// <summary>The connection is up. Called once, before any message.</summary>
    /// <param name="ending">Cancelled when the connection begins to end.</param>
    public abstract ValueTask BeginAsync(CancellationToken ending);

    /// <summary>The client has sent this. What is thrown here closes with 1011, for it is the service's.</summary>
    /// <param name="message">Any bytes; text is valid UTF-8.</param>
    /// <param name="ending">Cancelled when the connection begins to end.</param>
    public abstract ValueTask ReceiveAsync(GatewayMessage message, CancellationToken ending);

    /// <summary>Whether the server of the dialect says such a number in a frame of its own, a close code first, as <see cref="TryRefuse"/> does.</summary>
    public virtual bool SaysFirst(int code) => false;

    /// <summary>Says in the session's own frames what a row about in-band codes means, and ends what the server of the dialect ends then.</summary>
    /// <param name="number">The code.</param>
    /// <param name="words">The row's words.</param>
    /// <param name="sent">Completes once it was handed to the network, or the connection ended otherwise.</param>
    /// <returns>False where the session has no frames for it.</returns>
    public virtual bool TryRefuse(int number, string words, out Task sent)
    {
        sent = Task.CompletedTask;
        return false;
    }

    /// <summary>The connection begins to end: stop the timers, and tell whoever waits for an answer. May be called twice.</summary>
    public virtual void Dispose()
    {
    }

    protected Task<bool> SendAsync(string text, CancellationToken cancellationToken = default) =>
        line.SendAsync([GatewayMessage.Of(text)], cancellationToken);
}
