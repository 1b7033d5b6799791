using TokenSocket.Notices;

namespace TokenSocket.DiscordAlerts;

/// <summary>An outage as its message tells it.</summary>
/// <param name="Key">Its message.</param>
/// <param name="Since">Its first failure, by the clock that never jumps.</param>
/// <param name="Failed">Attempts that failed since; a stable connection whose loss began it is none.</param>
/// <param name="End">The last failure.</param>
internal sealed record ToldOutage(int Key, TimeSpan Since, int Failed, Disconnected End);
