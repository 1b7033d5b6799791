using System.Diagnostics;
using Discord.Webhook;
using TokenSocket.Gateway.Discord;

namespace TokenSocket.Adapters.Tests.Discord;

/// <summary>What the package's client does when it is made, as it is today. The adapter makes it another way.</summary>
internal sealed class PackageConstructorTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(0.4);

    [Test]
    public async Task By_address_asks_Discord_and_blocks_its_thread_until_the_answer()
    {
        await using var discord = await StandInDiscord.StartAsync();
        discord.AnswerNext(Answers.Slow(Delay));
        var start = Stopwatch.GetTimestamp();

        using var client = new DiscordWebhookClient(
            $"https://discord.com/api/webhooks/{PackageAlone.IdOf(discord)}/{PackageAlone.TokenOf(discord)}", PackageAlone.Before(discord.WebhookUrl));

        Assert.That(Stopwatch.GetElapsedTime(start), Is.GreaterThan(Delay * 0.95));
        Assert.That(discord.Requests.Select(request => (request.Method, request.Status)), Is.EqualTo([(HttpMethod.Get, 200)]));
    }

    [Test]
    public async Task Throws_where_the_webhook_is_gone()
    {
        await using var discord = await StandInDiscord.StartAsync();
        discord.DeleteWebhook();

        Assert.That(
            () => new DiscordWebhookClient(PackageAlone.IdOf(discord), PackageAlone.TokenOf(discord), PackageAlone.Before(discord.WebhookUrl)),
            Throws.InvalidOperationException);
    }

    [Test]
    public async Task Takes_any_host_for_Discord_whose_path_says_so()
    {
        await using var discord = await StandInDiscord.StartAsync();

        using var client = new DiscordWebhookClient(
            $"https://evil.example/discord.com/api/webhooks/{PackageAlone.IdOf(discord)}/{PackageAlone.TokenOf(discord)}", PackageAlone.Before(discord.WebhookUrl));

        Assert.That(discord.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("http://127.0.0.1:8080/api/webhooks/1/a")]
    [TestCase("https://discord.example/api/webhooks/1/a")]
    [TestCase("https://discord.com/api/v10/webhooks/1/a")]
    [TestCase("https://discord.com/api/webhooks/1/a?thread_id=2")]
    public void Takes_no_address_of_another_host_of_a_version_or_with_a_query(string url) =>
        Assert.That(() => new DiscordWebhookClient(url, PackageAlone.Before(new Uri("http://127.0.0.1:9"))), Throws.ArgumentException);
}
