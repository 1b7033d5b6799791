namespace TokenSocket.Protocols;

/// <summary>How far a Socket.IO session has come. Immutable, but for the attachments that it collects.</summary>
internal abstract record SocketIoStage
{
    private SocketIoStage()
    {
    }

    /// <summary>How long the server may be silent; null where nobody waits for a ping.</summary>
    public virtual TimeSpan? Patience => null;

    /// <summary>The server has said nothing.</summary>
    public sealed record Fresh : SocketIoStage;

    /// <summary>The server has opened; the namespace is asked for.</summary>
    public sealed record Connecting(SocketIoOpening Opening) : SocketIoStage
    {
        public override TimeSpan? Patience => Opening.Patience;
    }

    /// <summary>The session is established.</summary>
    public sealed record Joined(TimeSpan Silence) : SocketIoStage
    {
        public override TimeSpan? Patience => Silence;

        /// <summary>Whether the answer to the greeting is still to come.</summary>
        public bool AwaitsAnswer { get; init; }

        /// <summary>The message that is not whole; null where none is.</summary>
        public SocketIoAttachments? Incoming { get; init; }
    }

    /// <summary>The server has ended the session; the close frame that may follow says more.</summary>
    /// <param name="Farewell">One sentence about what it sent.</param>
    public sealed record Leaving(string Farewell) : SocketIoStage;

    /// <summary>Nothing counts any more.</summary>
    public sealed record Over : SocketIoStage;
}
