using TokenSocket.DiscordAlerts;

namespace TokenSocket.Contracts.Alerts;

/// <summary>What every implementation of <see cref="IAlertSender"/> promises. A fixture per topic; an implementation runs them all.</summary>
/// <param name="make">Makes what is tested, of what measures its timeouts and of what carries its requests, which is disposed with it.</param>
internal abstract class AlertSenderContract(Func<TimeProvider, HttpMessageHandler, IAlertSender> make)
{
    protected IAlertSender Make(TimeProvider time, HttpMessageHandler handler) => make(time, handler);

    protected WebhookBench Bench() => new(make);
}
