using System.Globalization;
using Discord.Net.Rest;
using Discord.Rest;
using Discord.Webhook;
using TokenSocket.DiscordNet;
using TokenSocket.Gateway.Discord;

namespace TokenSocket.Adapters.Tests.Discord;

/// <summary>The package as its own examples use it, but for where it dials: the address it has built in is another machine's.</summary>
internal static class PackageAlone
{
    public static ulong IdOf(StandInDiscord discord) => ulong.Parse(discord.WebhookUrl.Segments[^2].TrimEnd('/'), CultureInfo.InvariantCulture);

    public static string TokenOf(StandInDiscord discord) => discord.WebhookUrl.Segments[^1];

    /// <summary>Its own way of sending, aimed at this machine.</summary>
    public static DiscordRestConfig Before(Uri server) => new()
    {
        RestClientProvider = _ => DefaultRestClientProvider.Instance($"{server.GetLeftPart(UriPartial.Authority)}/api/v10/"),
    };

    public static DiscordWebhookClient Client(StandInDiscord discord) =>
        new(KnownWebhook.Of(IdOf(discord), TokenOf(discord)), Before(discord.WebhookUrl));

    public static DiscordWebhookClient Client(IRestClient client) =>
        new(KnownWebhook.Of(123, "a-token"), new DiscordRestConfig { RestClientProvider = _ => client });
}
