namespace TokenSocket.DiscordAlerts;

/// <summary>One request that is under way.</summary>
internal sealed record AlertJob(AlertSlot Slot, WebhookPayload Payload, WebhookAddress Address, ulong? MessageId);
