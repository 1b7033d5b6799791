namespace TokenSocket.Machine;

/// <summary>The time from a first failure to the next stable connection. Unlike the streak, changed options do not end it.</summary>
/// <param name="Epoch">The attempt whose end began it; its timer carries the same number.</param>
/// <param name="Since">When it began, by the clock that never jumps.</param>
/// <param name="Attempts">Attempts begun, the one under way included; the stable connection whose loss began it does not count.</param>
/// <param name="Expired">It has outlasted <c>MaxOutage</c>; the next end is the last.</param>
internal sealed record Outage(int Epoch, TimeSpan Since, int Attempts, bool Expired = false);
