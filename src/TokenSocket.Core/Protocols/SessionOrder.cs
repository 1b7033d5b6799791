using TokenSocket.CloseCodes;

namespace TokenSocket.Protocols;

/// <summary>What a session wants done: an order, imperative. Orders are carried out in their order.</summary>
internal abstract record SessionOrder
{
    private SessionOrder()
    {
    }

    /// <summary>From now on the connection is usable. What the session sends first stands before it.</summary>
    public sealed record Establish : SessionOrder;

    /// <summary>Send this.</summary>
    public sealed record Send(SessionFrame Frame) : SessionOrder;

    /// <summary>Give this to the program.</summary>
    public sealed record Deliver(SessionFrame Frame) : SessionOrder;

    /// <summary>Start the timer, or start it anew.</summary>
    public sealed record StartTimer(SessionTimer Timer, TimeSpan After) : SessionOrder;

    /// <summary>Stop the timer.</summary>
    public sealed record StopTimer(SessionTimer Timer) : SessionOrder;

    /// <summary>The session is over; the socket is to be closed from this side, for the server may keep it open.</summary>
    public sealed record End(DisconnectInfo Info) : SessionOrder;
}
