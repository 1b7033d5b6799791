namespace TokenSocket.DiscordAlerts;

/// <summary>What came of one request to a webhook. Immutable; nothing in it is a secret.</summary>
/// <remarks>discord.com/developers/docs: Rate Limits; Opcodes and Status Codes, JSON.</remarks>
public abstract record AlertOutcome
{
    private AlertOutcome()
    {
    }

    /// <summary>How long no further request may go to the same webhook.</summary>
    /// <value>The default is none.</value>
    public TimeSpan Pause { get; init; }

    /// <summary>The message is there.</summary>
    /// <param name="MessageId">By which it is edited; null where the answer did not say, and then it cannot be.</param>
    public sealed record Sent(ulong? MessageId) : AlertOutcome;

    /// <summary>Too many requests; the same one may go after the pause.</summary>
    /// <param name="IsGlobal">Whether the pause holds for every webhook, not for this one alone.</param>
    public sealed record RateLimited(bool IsGlobal) : AlertOutcome;

    /// <summary>It may work later: the server failed, or nobody answered. A post may have arrived all the same.</summary>
    /// <param name="Why">A few words for a log.</param>
    public sealed record TryLater(string Why) : AlertOutcome;

    /// <summary>The message cannot be edited: it was deleted, or was edited too often. Post it anew.</summary>
    public sealed record MessageGone : AlertOutcome;

    /// <summary>This message will never be taken; others may.</summary>
    /// <param name="Why">A few words for a log.</param>
    public sealed record Rejected(string Why) : AlertOutcome;

    /// <summary>The webhook does not exist or its token is wrong: it must not be called again.</summary>
    /// <param name="Why">A few words for a log.</param>
    public sealed record WebhookGone(string Why) : AlertOutcome;
}
