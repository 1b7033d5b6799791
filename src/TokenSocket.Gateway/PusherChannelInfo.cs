namespace TokenSocket.Gateway;

/// <summary>A channel at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Subscriptions">How many connections hear it.</param>
/// <param name="Members">The users on a presence channel, each once; empty for any other.</param>
/// <param name="StreamId">The stream that its messages are counted in.</param>
/// <param name="Serial">The number of its newest message; 0 before the first.</param>
public sealed record PusherChannelInfo(string Name, int Subscriptions, IReadOnlyList<PusherMember> Members, string StreamId, long Serial);
