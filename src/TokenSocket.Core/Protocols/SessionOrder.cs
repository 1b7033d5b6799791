using System.Text.Json;
using TokenSocket.CloseCodes;

namespace TokenSocket.Protocols;

/// <summary>What a session wants done: an order, imperative. Orders are carried out in their order.</summary>
internal abstract record SessionOrder
{
    private SessionOrder()
    {
    }

    /// <summary>From now on the connection is usable. What the session sends first stands before it.</summary>
    /// <param name="MaxPayload">The largest message that the server takes, in bytes; null where it does not say.</param>
    /// <param name="Namespace">The namespace that it is in (Socket.IO); null where there are none.</param>
    public sealed record Establish(int? MaxPayload = null, string? Namespace = null) : SessionOrder;

    /// <summary>Send this.</summary>
    public sealed record Send(SessionFrame Frame) : SessionOrder;

    /// <summary>Give this to the program.</summary>
    /// <param name="Frame">As it came, or the part of it that is the program's.</param>
    /// <param name="Event">What it says; null where a session has no events.</param>
    public sealed record Deliver(SessionFrame Frame, SessionEvent? Event = null) : SessionOrder;

    /// <summary>Tell people of something that is not as it should be, and that ends nothing.</summary>
    /// <param name="Message">One sentence.</param>
    public sealed record Warn(string Message) : SessionOrder;

    /// <summary>The server has acknowledged what the program sent under this number.</summary>
    public sealed record Acknowledge(int Number, IReadOnlyList<JsonElement> Arguments) : SessionOrder
    {
        /// <summary>Bytes that came beside the arguments; see <see cref="EventReceived.Attachments"/>.</summary>
        public IReadOnlyList<ReadOnlyMemory<byte>> Attachments { get; init; } = [];
    }

    /// <summary>Have the right to a channel signed. Ends in <see cref="SessionProtocol.Authorized"/>.</summary>
    /// <param name="Channel">The channel.</param>
    /// <param name="SocketId">The name that the server gave to this connection.</param>
    public sealed record Authorize(string Channel, string SocketId) : SessionOrder;

    /// <summary>The server wants another token on this connection.</summary>
    public sealed record RenewToken : SessionOrder;

    /// <summary>Start the timer, or start it anew.</summary>
    public sealed record StartTimer(SessionTimer Timer, TimeSpan After) : SessionOrder;

    /// <summary>Stop the timer.</summary>
    public sealed record StopTimer(SessionTimer Timer) : SessionOrder;

    /// <summary>The session is over; the socket is to be closed from this side, for the server may keep it open.</summary>
    public sealed record End(DisconnectInfo Info) : SessionOrder;
}
