namespace TokenSocket.DiscordAlerts;

/// <summary>One message of a channel: what is to be shown next, and what is known of it. Guarded by the queue.</summary>
internal sealed class AlertSlot(int key)
{
    public int Key => key;

    /// <summary>What waits to be sent; a newer text replaces it.</summary>
    public WebhookPayload? Waiting { get; set; }

    /// <summary>Failures of what waits.</summary>
    public int Tries { get; set; }

    /// <summary>By which it is edited; null where it is yet to be posted.</summary>
    public ulong? MessageId { get; set; }

    /// <summary>When it may be edited again.</summary>
    public TimeSpan NextEdit { get; set; }
}
