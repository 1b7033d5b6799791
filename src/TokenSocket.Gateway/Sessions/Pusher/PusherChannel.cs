namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>Who hears one channel, and what it said last. Not thread-safe.</summary>
internal sealed class PusherChannel(string name, ReplayStream stream)
{
    private readonly Dictionary<PusherSession, PusherMember?> _subscribers = [];

    public string Name => name;

    public ReplayStream Stream { get; set; } = stream;

    public int Subscriptions => _subscribers.Count;

    public IEnumerable<PusherSession> Subscribers => _subscribers.Keys;

    /// <summary>The users on it, each once.</summary>
    public IReadOnlyList<PusherMember> Members => [.. _subscribers.Values.OfType<PusherMember>().DistinctBy(member => member.UserId, StringComparer.Ordinal)];

    public bool Has(PusherSession session) => _subscribers.ContainsKey(session);

    public PusherMember? MemberOf(PusherSession session) => _subscribers.GetValueOrDefault(session);

    /// <returns>Whether the user was not there before.</returns>
    public bool Join(PusherSession session, PusherMember? member)
    {
        bool isNew = member is not null && !IsHere(member.UserId);
        _subscribers[session] = member;
        return isNew;
    }

    /// <returns>The user who is gone with this connection, if it was the last that the user had.</returns>
    public PusherMember? Leave(PusherSession session) =>
        _subscribers.Remove(session, out PusherMember? member) && member is not null && !IsHere(member.UserId) ? member : null;

    private bool IsHere(string userId) => _subscribers.Values.Any(member => member?.UserId == userId);
}
