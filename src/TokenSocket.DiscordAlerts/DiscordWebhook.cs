namespace TokenSocket.DiscordAlerts;

/// <summary>Speaks to Discord's webhooks over HTTP.</summary>
/// <remarks>
/// Thread-safe. Follows no redirect, keeps no cookie, leaves no trace of an address in logs, activities, metrics and event sources;
/// the system's proxy is used for https only. A request may take 10 seconds, from DNS to the end of its answer.
/// discord.com/developers/docs/resources/webhook.
/// </remarks>
public sealed class DiscordWebhook : IAlertSender, IDisposable
{
    private readonly WebhookExchange _exchange;

    /// <param name="time">Measures the timeout, and compares dates in answers; null for the system's clock.</param>
    public DiscordWebhook(TimeProvider? time = null)
        : this(time ?? TimeProvider.System, WebhookHandler.Create())
    {
    }

    /// <param name="time">Measures the timeout, and compares dates in answers.</param>
    /// <param name="handler">Carries the requests; disposed with this.</param>
    internal DiscordWebhook(TimeProvider time, HttpMessageHandler handler) => _exchange = new WebhookExchange(time, handler);

    /// <inheritdoc/>
    public Task<AlertOutcome> PostAsync(WebhookAddress address, WebhookPayload payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(payload);
        return _exchange.SendAsync(HttpMethod.Post, address.ForPost(), address.Token, () => WireMessage.Bytes(payload, isEdit: false), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AlertOutcome> EditAsync(WebhookAddress address, ulong messageId, WebhookPayload payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(payload);
        return _exchange.SendAsync(HttpMethod.Patch, address.ForEdit(messageId), address.Token, () => WireMessage.Bytes(payload, isEdit: true), cancellationToken);
    }

    /// <summary>Ends the requests under way, as if the network had failed.</summary>
    public void Dispose() => _exchange.Dispose();
}
