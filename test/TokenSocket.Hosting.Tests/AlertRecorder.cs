using System.Text.Json;
using TokenSocket.DiscordAlerts;
using TokenSocket.Secrecy;

namespace TokenSocket.Hosting.Tests;

/// <summary>A channel that takes every alert at once, or never answers.</summary>
internal sealed class AlertRecorder : IAlertSender
{
    private readonly TaskCompletionSource<AlertOutcome> _never = new();

    /// <summary>Post or edit, the title, and the webhook's id.</summary>
    public List<string> Calls { get; } = [];

    public bool IsStuck { get; set; }

    public Task<AlertOutcome> PostAsync(WebhookAddress address, WebhookPayload payload, CancellationToken cancellationToken) =>
        Take("post", address, payload);

    public Task<AlertOutcome> EditAsync(WebhookAddress address, ulong messageId, WebhookPayload payload, CancellationToken cancellationToken) =>
        Take($"edit {messageId}", address, payload);

    private Task<AlertOutcome> Take(string what, WebhookAddress address, WebhookPayload payload)
    {
        SecretsSink.Run.See(Outlet.Alert, JsonSerializer.Serialize(payload));
        SecretsSink.Run.See(Outlet.Print, address.ToString());
        Calls.Add($"{what} {payload.Embeds[0].Title} at {address.Url.Segments[3].TrimEnd('/')}");
        return IsStuck ? _never.Task : Task.FromResult<AlertOutcome>(new AlertOutcome.Sent((ulong)Calls.Count));
    }
}
