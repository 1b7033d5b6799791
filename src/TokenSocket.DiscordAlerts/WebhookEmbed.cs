namespace TokenSocket.DiscordAlerts;

/// <summary>The framed part of a message. All its texts together have at most 6,000 characters.</summary>
/// <param name="Title">1 to 256 characters.</param>
/// <param name="Description">At most 4,096 characters, in Discord's markdown.</param>
/// <param name="Color">The bar's colour, <c>0xRRGGBB</c>.</param>
/// <param name="Fields">At most 25.</param>
/// <param name="Footer">At most 2,048 characters, without markdown; null for none.</param>
public sealed record WebhookEmbed(string Title, string Description, int Color, IReadOnlyList<WebhookField> Fields, string? Footer);
