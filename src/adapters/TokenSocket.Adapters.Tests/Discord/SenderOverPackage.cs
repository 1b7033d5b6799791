using TokenSocket.Contracts.Alerts;
using TokenSocket.DiscordNet;
using TokenSocket.Secrecy;

namespace TokenSocket.Adapters.Tests.Discord;

/// <summary>The sender that the contracts are run over here.</summary>
internal static class SenderOverPackage
{
    public static DiscordNetAlertSender Make(TimeProvider time, HttpMessageHandler handler)
    {
        SecretsSink.Run.Scan.Hide(WebhookBench.Token);
        return new DiscordNetAlertSender(time, new WatchedRequests(handler, SecretsSink.Run.Scan));
    }
}
