using TokenSocket.DiscordAlerts;

namespace TokenSocket.Contracts.Alerts;

/// <summary>What every sender of alerts must do; whoever derives says which one.</summary>
internal abstract class AlertSenderContract
{
    /// <param name="time">Measures its timeouts.</param>
    /// <param name="handler">Carries its requests; disposed with it.</param>
    protected abstract IAlertSender Make(TimeProvider time, HttpMessageHandler handler);

    protected WebhookBench Bench() => new(Make);
}
