using TokenSocket.Notices;

namespace TokenSocket.DiscordAlerts;

/// <summary>What an alert policy is told: a fact and when it happened.</summary>
/// <param name="Now">The time of day, for people.</param>
/// <param name="Elapsed">By a clock that never jumps, for lengths.</param>
internal abstract record AlertEvent(DateTimeOffset Now, TimeSpan Elapsed)
{
    /// <summary>The client announced something.</summary>
    public sealed record Told(ConnectionNotice Notice, DateTimeOffset Now, TimeSpan Elapsed) : AlertEvent(Now, Elapsed);

    /// <summary>The timer with this number fired: the connection has been up for a second.</summary>
    public sealed record Settled(int Opening, DateTimeOffset Now, TimeSpan Elapsed) : AlertEvent(Now, Elapsed);
}
