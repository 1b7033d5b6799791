using System.Security.Cryptography;
using TokenSocket.DiscordAlerts;
using TokenSocket.Testing;

namespace TokenSocket.Contracts.Alerts;

/// <summary>A sender before a fake Discord.</summary>
internal sealed class WebhookBench : IDisposable
{
    public static readonly WebhookPayload Payload = new([new WebhookEmbed("t", "d", 1, [new WebhookField("n", "v")], "f")], "Watch", new Uri("https://pictures.example/a.png"));

    /// <summary>The secret part of the address, another one each run.</summary>
    public static readonly string Token = $"{RandomNumberGenerator.GetHexString(12)}-{RandomNumberGenerator.GetHexString(12)}";

    public static readonly Uri Url = new($"https://discord.example/api/webhooks/123/{Token}");

    public WebhookBench(Func<TimeProvider, HttpMessageHandler, IAlertSender> make)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        Sender = make(Time, Discord);
    }

    public VirtualTime Time { get; } = new();

    public FakeDiscord Discord { get; } = new();

    public IAlertSender Sender { get; }

    public (string Method, Uri Url, string Body, string UserAgent) Request => Discord.Requests[^1];

    public Task<AlertOutcome> PostAsync(string? query = null, ulong? thread = null, WebhookPayload? payload = null) =>
        Sender.PostAsync(new(new Uri($"{Url}{query}"), thread), payload ?? Payload, CancellationToken.None);

    public Task<AlertOutcome> EditAsync(string? query = null, ulong? thread = null, WebhookPayload? payload = null) =>
        Sender.EditAsync(new(new Uri($"{Url}{query}"), thread), 42, payload ?? Payload, CancellationToken.None);

    public void Dispose()
    {
        (Sender as IDisposable)?.Dispose();
        Discord.Dispose();
    }
}
