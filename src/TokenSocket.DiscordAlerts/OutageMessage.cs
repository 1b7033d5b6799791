namespace TokenSocket.DiscordAlerts;

/// <summary>What one alert says, in Discord's markdown, before it is given its looks and cut to Discord's limits.</summary>
/// <param name="Tone">Which colour and emoji it has.</param>
/// <param name="Title">A few words.</param>
/// <param name="Description">What happened and what follows.</param>
/// <param name="Fields">The server's own words, a heading each.</param>
internal sealed record OutageMessage(AlertTone Tone, string Title, string Description, params IReadOnlyList<WebhookField> Fields);
