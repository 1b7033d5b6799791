namespace TokenSocket.CloseCodes;

/// <summary>The event that a server waits for after each connect before it sends anything (Socket.IO). An acknowledgement is asked for.</summary>
/// <param name="Event">The name of the event.</param>
/// <param name="Header">The request header whose value is its argument, as a string.</param>
public sealed record SessionGreeting(string Event, string Header);
