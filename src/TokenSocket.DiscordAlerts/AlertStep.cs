namespace TokenSocket.DiscordAlerts;

/// <summary>Where an event leads, and what it orders.</summary>
internal readonly record struct AlertStep(AlertState Next, params IReadOnlyList<AlertOrder> Orders);
