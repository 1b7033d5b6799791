using TokenSocket.Testing;

namespace TokenSocket.DiscordAlerts.Tests;

/// <summary>A webhook client before a fake Discord.</summary>
internal sealed class WebhookBench : IDisposable
{
    public static readonly WebhookPayload Payload = new([new WebhookEmbed("t", "d", 1, [new WebhookField("n", "v")], "f")], "Watch", new Uri("https://pictures.example/a.png"));

    public WebhookBench()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        Webhook = new DiscordWebhook(Time, Discord);
    }

    public VirtualTime Time { get; } = new();

    public FakeDiscord Discord { get; } = new();

    public DiscordWebhook Webhook { get; }

    public (string Method, Uri Url, string Body, string UserAgent) Request => Discord.Requests[^1];

    public Task<AlertOutcome> PostAsync(string? query = null, ulong? thread = null) =>
        Webhook.PostAsync(new(new Uri($"{AlertBench.Webhook}{query}"), thread), Payload, CancellationToken.None);

    public Task<AlertOutcome> EditAsync(string? query = null, ulong? thread = null) =>
        Webhook.EditAsync(new(new Uri($"{AlertBench.Webhook}{query}"), thread), 42, Payload, CancellationToken.None);

    public void Dispose()
    {
        Webhook.Dispose();
        Discord.Dispose();
    }
}
