using TokenSocket.Contracts.Alerts;

namespace TokenSocket.DiscordAlerts.Tests;

internal sealed class WebhookOutcomeTests() : OutcomeContract(SenderInBox.Make);
