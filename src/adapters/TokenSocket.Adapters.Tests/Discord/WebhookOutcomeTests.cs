using TokenSocket.Contracts.Alerts;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.Adapters.Tests.Discord;

internal sealed class WebhookOutcomeTests : OutcomeContract
{
    protected override IAlertSender Make(TimeProvider time, HttpMessageHandler handler) => SenderOverPackage.Make(time, handler);
}
