using TokenSocket.Contracts.Alerts;
using TokenSocket.Secrecy;

namespace TokenSocket.DiscordAlerts.Tests;

/// <summary>The sender that the contracts are run over here.</summary>
internal static class SenderInBox
{
    public static DiscordWebhook Make(TimeProvider time, HttpMessageHandler handler)
    {
        SecretsSink.Run.Scan.Hide(WebhookBench.Token);
        return new DiscordWebhook(time, new WatchedRequests(handler, SecretsSink.Run.Scan));
    }
}
