namespace TokenSocket.DiscordAlerts;

/// <summary>Carries alerts to a webhook. It keeps nothing between calls, so one serves any number of webhooks.</summary>
/// <remarks>
/// Thread-safe; the alerts of one client make one call at a time. What the network does is an outcome, never an exception.
/// The address is a secret: it must reach no log, exception, metric or trace.
/// </remarks>
public interface IAlertSender
{
    /// <summary>Posts a message and waits for its id.</summary>
    /// <param name="address">The webhook, and the thread.</param>
    /// <param name="payload">The message; it mentions nobody.</param>
    /// <param name="cancellationToken">Gives up; the message may have been posted.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    Task<AlertOutcome> PostAsync(WebhookAddress address, WebhookPayload payload, CancellationToken cancellationToken);

    /// <summary>Puts a message in the place of one that was posted before; its name and picture stay.</summary>
    /// <param name="address">The webhook, and the thread that the message is in.</param>
    /// <param name="messageId">What the post's outcome said.</param>
    /// <param name="payload">The message; it mentions nobody.</param>
    /// <param name="cancellationToken">Gives up; the message may have been edited.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    Task<AlertOutcome> EditAsync(WebhookAddress address, ulong messageId, WebhookPayload payload, CancellationToken cancellationToken);
}
