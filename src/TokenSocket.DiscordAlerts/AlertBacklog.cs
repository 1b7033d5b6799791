namespace TokenSocket.DiscordAlerts;

/// <summary>The messages of a webhook, and what becomes of them by what it answers. Guarded by the queue; calls no log and no metric itself.</summary>
/// <param name="capacity">How many messages are kept.</param>
/// <param name="log">Where refusals go.</param>
/// <param name="metrics">Counts what was sent.</param>
internal sealed class AlertBacklog(int capacity, AlertLog log, AlertMetrics metrics)
{
    /// <summary>Failures after which a text is dropped: more than ten minutes.</summary>
    public const int MaxTries = 10;

    /// <summary>The least time between two edits of one message.</summary>
    public static readonly TimeSpan EditSpacing = TimeSpan.FromSeconds(5);

    private static readonly Action Nothing = static () => { };

    private readonly AlertSlots _slots = new(capacity);
    private readonly AlertPace _pace = new();
    private Uri? _webhook;
    private bool _webhookIsGone;
    private int _drops;

    public int Count => _slots.Count;

    public IEnumerable<AlertSlot> Waiting => _slots.Waiting;

    /// <summary>When the next request may go.</summary>
    public TimeSpan Next => _pace.Next;

    /// <summary>From now on messages are for this webhook; those of another place are dropped.</summary>
    /// <param name="webhook">Null for none.</param>
    public void Aim(Uri? webhook)
    {
        Clear();
        // One that is switched off and on again is as gone, and as tired of us, as before.
        if (webhook is not null && webhook != _webhook)
        {
            _webhook = webhook;
            _webhookIsGone = false;
            _pace.StartOver();
        }
    }

    public void Put(int key, WebhookPayload payload) => _drops += _webhookIsGone ? 1 : _slots.Put(key, payload);

    public void Clear() => _drops += _slots.Clear();

    /// <returns>How many texts were dropped since the last call.</returns>
    public int TakeDrops()
    {
        var drops = _drops;
        _drops = 0;
        return drops;
    }

    /// <returns>What is to be logged and counted, outside of the lock.</returns>
    public Action Settle(AlertJob job, AlertOutcome outcome, TimeSpan now)
    {
        if (job.Address.Url == _webhook || outcome is AlertOutcome.RateLimited { IsGlobal: true })
        {
            _pace.Heed(outcome, now);
        }

        return (outcome, _slots.Contains(job.Slot)) switch
        {
            (AlertOutcome.Sent, false) => metrics.Sent,
            (_, false) => Nothing,
            (AlertOutcome.Sent sent, _) => Keep(job, sent, now),
            (AlertOutcome.MessageGone, _) => Forget(job),
            (AlertOutcome.TryLater later, _) => Retry(job, later),
            (AlertOutcome.Rejected rejected, _) => Drop(job, () => log.WriteRejected(rejected.Why)),
            (AlertOutcome.WebhookGone gone, _) => TurnOff(job, gone),
            _ => Nothing,
        };
    }

    private Action Keep(AlertJob job, AlertOutcome.Sent sent, TimeSpan now)
    {
        job.Slot.MessageId = sent.MessageId;
        if (job.MessageId is not null)
        {
            job.Slot.NextEdit = now + EditSpacing;
        }

        Done(job);
        return metrics.Sent;
    }

    // What waits is posted anew.
    private static Action Forget(AlertJob job)
    {
        job.Slot.MessageId = null;
        return Nothing;
    }

    private Action Retry(AlertJob job, AlertOutcome.TryLater later)
    {
        // A newer text has tries of its own.
        if (!ReferenceEquals(job.Slot.Waiting, job.Payload) || ++job.Slot.Tries < MaxTries)
        {
            return Nothing;
        }

        return Drop(job, () => log.WriteGivenUp(MaxTries, later.Why));
    }

    private Action Drop(AlertJob job, Action write)
    {
        _drops++;
        Done(job);
        return write;
    }

    private Action TurnOff(AlertJob job, AlertOutcome.WebhookGone gone)
    {
        _webhookIsGone = true;
        Clear();
        return () => log.WriteWebhookGone(job.Address, gone.Why);
    }

    private static void Done(AlertJob job)
    {
        if (ReferenceEquals(job.Slot.Waiting, job.Payload))
        {
            job.Slot.Waiting = null;
        }
    }
}
