namespace TokenSocket.DiscordAlerts;

/// <summary>Where a client stands, as far as alerts are concerned.</summary>
/// <param name="Attempt">The number of the attempt under way, or of the next one.</param>
/// <param name="Keys">Messages so far; the last one's key.</param>
/// <param name="Openings">Connections so far; the last one's number.</param>
/// <param name="Shown">The message that says how things are now; null where nothing is worth one.</param>
internal abstract record AlertState(int Attempt, int Keys, int Openings, AlertOrder.Put? Shown)
{
    /// <summary>Before anything has happened.</summary>
    public static readonly AlertState Initial = new Quiet(1, 0, 0);

    /// <summary>Not started, stopped on request, or on the way to a first connection.</summary>
    public sealed record Quiet(int Attempt, int Keys, int Openings) : AlertState(Attempt, Keys, Openings, null);

    /// <summary>
    /// A connection opened at this moment, but a server that judges the token late may still close it at once.
    /// The outage is what it may end; null for the first connection of a run.
    /// </summary>
    public sealed record Opened(int Attempt, int Keys, int Openings, AlertOrder.Put? Shown, TimeSpan At, DateTimeOffset TimeOfDay, ToldOutage? Outage)
        : AlertState(Attempt, Keys, Openings, Shown);

    /// <summary>Connected, and told so. The outage is not over before the connection has proved stable; null where none is open.</summary>
    public sealed record Up(int Attempt, int Keys, int Openings, AlertOrder.Put? Shown, ToldOutage? Outage)
        : AlertState(Attempt, Keys, Openings, Shown);

    /// <summary>Reconnecting.</summary>
    public sealed record Away(int Attempt, int Keys, int Openings, AlertOrder.Put? Shown, ToldOutage Outage)
        : AlertState(Attempt, Keys, Openings, Shown);

    /// <summary>Stopped for good.</summary>
    public sealed record Ended(int Attempt, int Keys, int Openings, AlertOrder.Put? Shown)
        : AlertState(Attempt, Keys, Openings, Shown);
}
