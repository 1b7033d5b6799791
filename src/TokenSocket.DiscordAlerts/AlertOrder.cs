namespace TokenSocket.DiscordAlerts;

/// <summary>What an alert policy wants done.</summary>
internal abstract record AlertOrder
{
    private AlertOrder()
    {
    }

    /// <summary>Shows a message: a new one, or in the place of the one that has the same key.</summary>
    public sealed record Put(int Key, OutageMessage Message) : AlertOrder;

    /// <summary>Starts the one timer; it fires as <see cref="AlertEvent.Settled"/> with the same number.</summary>
    public sealed record StartTimer(int Opening, TimeSpan After) : AlertOrder;

    /// <summary>Stops it.</summary>
    public sealed record StopTimer : AlertOrder;
}
