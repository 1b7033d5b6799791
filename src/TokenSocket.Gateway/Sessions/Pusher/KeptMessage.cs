namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>A message that can be sent again, as it went out.</summary>
internal sealed record KeptMessage(StreamStamp Stamp, string Frame, DateTimeOffset SentAt);
