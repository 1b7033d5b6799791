using Discord;
using Discord.Rest;
using Discord.Webhook;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.DiscordNet;

/// <summary>Speaks to Discord's webhooks by Discord.Net.Webhook, for programs that carry that package already.</summary>
/// <remarks>
/// Thread-safe. The package writes the messages; requests, timeouts and outcomes are those of <see cref="DiscordWebhook"/>. Its retries,
/// its waits for rate limits and its look-up of the webhook are out of use: whoever calls this has a queue for that.
/// To use it: <c>services.AddSingleton&lt;IAlertSender, DiscordNetAlertSender&gt;()</c>.
/// </remarks>
public sealed class DiscordNetAlertSender : IAlertSender, IDisposable
{
    private readonly WebhookExchange _exchange;

    /// <param name="time">Measures the timeout, and compares dates in answers; null for the system's clock.</param>
    public DiscordNetAlertSender(TimeProvider? time = null)
        : this(time ?? TimeProvider.System, WebhookHandler.Create())
    {
    }

    /// <param name="time">Measures the timeout, and compares dates in answers.</param>
    /// <param name="handler">Carries the requests; disposed with this.</param>
    internal DiscordNetAlertSender(TimeProvider time, HttpMessageHandler handler) => _exchange = new WebhookExchange(time, handler);

    // Its own timeout is off: the exchange has one, by the clock it was given.
    private static RequestOptions Once => new() { RetryMode = RetryMode.AlwaysFail, Timeout = null };

    /// <inheritdoc/>
    public Task<AlertOutcome> PostAsync(WebhookAddress address, WebhookPayload payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(payload);
        return CallAsync(
            address,
            (webhook, thread) => webhook.SendMessageAsync(
                embeds: PackageMessage.Embeds(payload),
                username: payload.Username,
                avatarUrl: payload.AvatarUrl?.AbsoluteUri,
                allowedMentions: PackageMessage.Nobody,
                threadId: thread,
                options: Once),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AlertOutcome> EditAsync(WebhookAddress address, ulong messageId, WebhookPayload payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(payload);
        return CallAsync(address, (webhook, thread) => webhook.ModifyMessageAsync(messageId, Change, Once, thread), cancellationToken);

        void Change(WebhookMessageProperties message)
        {
            message.Embeds = PackageMessage.Embeds(payload);
            message.AllowedMentions = PackageMessage.Nobody;
        }
    }

    /// <summary>Ends the requests under way, as if the network had failed.</summary>
    public void Dispose() => _exchange.Dispose();

    private async Task<AlertOutcome> CallAsync(WebhookAddress address, Func<DiscordWebhookClient, ulong?, Task> call, CancellationToken cancellationToken)
    {
        if (Destination.Of(address) is not { } destination)
        {
            return new AlertOutcome.WebhookGone("not the address of a webhook");
        }

        using var request = new OneRequest(_exchange, destination, cancellationToken);
        try
        {
            using var webhook = new DiscordWebhookClient(
                KnownWebhook.Of(destination.Id, destination.Token), new DiscordRestConfig { RestClientProvider = _ => request });
            await call(webhook, destination.Thread).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e)
        {
            // What the network does is an outcome already. So the package takes no such message; its words may hold the address.
            return request.Outcome ?? new AlertOutcome.Rejected(e.GetType().Name);
        }

        return request.Outcome ?? new AlertOutcome.Rejected("no request was made");
    }
}
