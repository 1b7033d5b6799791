using TokenSocket.Contracts.Alerts;

namespace TokenSocket.DiscordAlerts.Tests;

internal sealed class WebhookOutcomeTests : OutcomeContract
{
    protected override IAlertSender Make(TimeProvider time, HttpMessageHandler handler) => SenderInBox.Make(time, handler);
}
