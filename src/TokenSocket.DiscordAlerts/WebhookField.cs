namespace TokenSocket.DiscordAlerts;

/// <summary>A heading and a text inside an embed.</summary>
/// <param name="Name">1 to 256 characters.</param>
/// <param name="Value">1 to 1,024 characters, in Discord's markdown.</param>
public sealed record WebhookField(string Name, string Value);
