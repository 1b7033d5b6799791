namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>Where in its channel a message stands.</summary>
/// <param name="StreamId">The stream; another one means that nothing before can be followed up.</param>
/// <param name="Serial">Counts the messages of the stream from 1; 0 stands before the first.</param>
/// <param name="MessageId">Of the message; null for a mere position.</param>
internal sealed record StreamStamp(string StreamId, long Serial, string? MessageId = null);
