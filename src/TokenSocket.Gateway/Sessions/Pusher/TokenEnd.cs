namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>What becomes of a token that a session lives on.</summary>
internal enum TokenEnd
{
    /// <summary>Its time is over; the client may still bring another.</summary>
    Expired,

    /// <summary>No other came in time.</summary>
    Overdue,

    /// <summary>It was deleted.</summary>
    Revoked,
}
