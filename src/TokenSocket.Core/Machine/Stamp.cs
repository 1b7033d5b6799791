namespace TokenSocket.Machine;

/// <summary>Chance and time as they were when an event was posted; zero where a test does not care.</summary>
/// <param name="Dice">From 0 up to but not including 1.</param>
/// <param name="Now">The time of day.</param>
/// <param name="Elapsed">A clock that never jumps; only differences mean anything.</param>
internal readonly record struct Stamp(double Dice, DateTimeOffset Now, TimeSpan Elapsed);
