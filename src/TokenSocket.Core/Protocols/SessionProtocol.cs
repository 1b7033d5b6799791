using TokenSocket.CloseCodes;

namespace TokenSocket.Protocols;

/// <summary>
/// A session inside a WebSocket, as rules without I/O: something happens, and what is to be done comes out. One object a connection;
/// not thread-safe. It never throws for what a server sends.
/// </summary>
internal abstract class SessionProtocol
{
    /// <summary>The socket is up.</summary>
    public abstract IReadOnlyList<SessionOrder> Begin();

    /// <summary>The server has sent this.</summary>
    public abstract IReadOnlyList<SessionOrder> Receive(SessionFrame frame);

    /// <summary>The timer that was started has run out.</summary>
    public abstract IReadOnlyList<SessionOrder> Fired(SessionTimer timer);

    /// <summary>The program wants a channel from now on.</summary>
    public virtual IReadOnlyList<SessionOrder> Subscribe(string channel) => [];

    /// <summary>The program wants a channel no longer.</summary>
    public virtual IReadOnlyList<SessionOrder> Unsubscribe(string channel) => [];

    /// <summary>The right to a channel has been signed, or could not be.</summary>
    public virtual IReadOnlyList<SessionOrder> Authorized(string channel, ChannelGrant grant) => [];

    /// <summary>The connection has ended so; what the session knows of it besides is put in.</summary>
    public virtual DisconnectInfo Explain(DisconnectInfo end) => end;
}
