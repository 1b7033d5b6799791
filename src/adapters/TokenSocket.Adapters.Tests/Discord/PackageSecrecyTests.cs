using Discord;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using TokenSocket.Contracts;
using TokenSocket.Contracts.Alerts;
using TokenSocket.DiscordNet;
using TokenSocket.Gateway.Discord;
using DiscordWebhookClient = Discord.Webhook.DiscordWebhookClient;

namespace TokenSocket.Adapters.Tests.Discord;

/// <summary>Where the package shows a webhook's token, as it is today. The adapter sends by other means and listens to no log of it.</summary>
[NonParallelizable]
internal sealed class PackageSecrecyTests
{
    [Test]
    public async Task The_token_is_in_the_runtimes_events_and_activities()
    {
        await using var discord = await StandInDiscord.StartAsync();
        using var client = PackageAlone.Client(discord);
        using var runtime = new RuntimeEvents();

        await client.SendMessageAsync("hello");

        var token = PackageAlone.TokenOf(discord);
        Assert.That(
            (runtime.Events.Any(one => one.Contains(token, StringComparison.Ordinal)),
                runtime.Activities.Any(one => one.StartsWith("System.Net.Http", StringComparison.Ordinal) && one.Contains(token, StringComparison.Ordinal))),
            Is.EqualTo((true, true)));
    }

    [Test]
    public async Task The_token_is_in_its_log_as_a_warning_at_each_429()
    {
        await using var discord = await StandInDiscord.StartAsync();
        discord.AnswerNext(Answers.TooManyRequests(TimeSpan.Zero));
        using var client = PackageAlone.Client(discord);
        var log = new List<LogMessage>();
        client.Log += message =>
        {
            log.Add(message);
            return Task.CompletedTask;
        };

        await client.SendMessageAsync("hello");

        Assert.That(log.Where(message => message.Severity == LogSeverity.Warning).Select(message => message.Message), Has.Some.Contains(PackageAlone.TokenOf(discord)));
    }

    [Test]
    public async Task A_redirect_takes_the_message_to_wherever_it_says()
    {
        await using var discord = await StandInDiscord.StartAsync();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var elsewhere = builder.Build();
        elsewhere.Run(http =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = $"{discord.WebhookUrl}?wait=true";
            return Task.CompletedTask;
        });
        await elsewhere.StartAsync();
        using var client = new DiscordWebhookClient(KnownWebhook.Of(123, "a-token"), PackageAlone.Before(new Uri(elsewhere.Urls.Single())));

        await client.SendMessageAsync("hello");

        Assert.That(discord.Messages.Single().Content, Is.EqualTo("hello"));
    }

    [Test]
    public async Task An_authorization_goes_out_though_a_webhook_needs_none()
    {
        var seen = new TaskCompletionSource<string>();
        await using var server = new RawServer(async (stream, stopping) => seen.TrySetResult(await RawServer.ReadRequestAsync(stream, stopping)));
        using var client = new DiscordWebhookClient(KnownWebhook.Of(123, "a-token"), PackageAlone.Before(server.Url("http")));

        _ = client.SendMessageAsync("hello").ContinueWith(static sent => sent.Exception, TaskScheduler.Default);

        Assert.That(await seen.Task.WaitAsync(Patience.Long), Does.Contain("authorization: Bearer\r\n").IgnoreCase.Or.Contain("authorization: Bearer \r\n").IgnoreCase);
    }
}
