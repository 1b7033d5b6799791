using System.IO.Pipelines;

namespace TokenSocket.DiscordAlerts;

/// <summary>
/// Sends alerts one at a time: bounded, the newer text of a message in the place of the older, never faster than Discord allows.
/// Thread-safe. No sender, log or metric is called with the lock held.
/// </summary>
internal sealed class AlertQueue(IAlertSender sender, TimeProvider time, PipeScheduler scheduler, AlertLog log, AlertMetrics metrics) : IDisposable
{
    public const int Capacity = 100;

    /// <summary>The longest that a flush may take.</summary>
    public static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly AlertBacklog _backlog = new(Capacity, log, metrics);
    private readonly AlertTimer _timer = new(time);
    private readonly long _origin = time.GetTimestamp();
    private TaskCompletionSource? _idle;
    private WebhookAddress? _address;
    private int _flushes;
    private bool _busy;
    private bool _closed;

    /// <summary>Messages that are kept, be it to send or to edit.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _backlog.Count;
            }
        }
    }

    /// <summary>From now on messages go there; what waited for another place is dropped. Call <see cref="Kick"/> after it.</summary>
    /// <param name="address">Where to; null for nowhere.</param>
    public void Aim(WebhookAddress? address)
    {
        lock (_gate)
        {
            _address = address;
            _backlog.Aim(address?.Url);
        }
    }

    /// <summary>Shows a text in the message with this key. Call <see cref="Kick"/> after it, outside of every lock.</summary>
    public void Put(int key, WebhookPayload payload)
    {
        lock (_gate)
        {
            if (!_closed && _address is not null)
            {
                _backlog.Put(key, payload);
            }
        }
    }

    /// <summary>Sees to it that what can be sent is. Returns at once, unless the scheduler is inline.</summary>
    public void Kick()
    {
        TellDrops();
        lock (_gate)
        {
            if (_busy || _closed)
            {
                return;
            }

            _busy = true;
        }

        scheduler.Schedule(static self => _ = ((AlertQueue)self!).RunAsync(), this);
    }

    /// <summary>Waits until all is sent, for at most three seconds; what waits is not spaced out meanwhile. Cancelling ends the wait. Never throws.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        Task idle;
        lock (_gate)
        {
            if (_closed || (!_busy && !_backlog.Waiting.Any()))
            {
                return;
            }

            _flushes++;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            idle = _idle.Task;
        }

        Kick();
        await idle.WaitAsync(FlushTimeout, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _flushes--;
        }
    }

    /// <summary>Ends the request under way and sends nothing more. Never waits, never throws.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            _backlog.Clear();
            _timer.Dispose();
            _idle?.TrySetResult();
        }

        TellDrops();
        try
        {
            _closing.Cancel();
        }
        catch (AggregateException e)
        {
            log.WriteFailure(e);
        }

        _closing.Dispose();
    }

    private async Task RunAsync()
    {
        while (Next() is { } job)
        {
            var outcome = await SendAsync(job).ConfigureAwait(false);
            Settle(job, outcome)();
            TellDrops();
        }
    }

    /// <summary>What may be sent now. Where nothing may, the timer is set for what waits, and the loop ends.</summary>
    private AlertJob? Next()
    {
        lock (_gate)
        {
            _busy = false;
            if (_closed || _address is null || !_backlog.Waiting.Any())
            {
                _idle?.TrySetResult();
                _idle = null;
                return null;
            }

            var now = time.GetElapsedTime(_origin);
            var slot = _backlog.Waiting.MinBy(DueOf)!;
            if (DueOf(slot) is var due && due > now)
            {
                _timer.Set(due - now, Kick);
                return null;
            }

            _busy = true;
            return new AlertJob(slot, slot.Waiting!, _address, slot.MessageId);

            // Those that are due are all due since now, so the one that has waited longest is first.
            TimeSpan DueOf(AlertSlot one)
            {
                var spaced = one.MessageId is null || _flushes > 0 ? TimeSpan.Zero : one.NextEdit;
                return new[] { spaced, _backlog.Next, now }.Max();
            }
        }
    }

    private async Task<AlertOutcome> SendAsync(AlertJob job)
    {
        try
        {
            return job.MessageId is { } id
                ? await sender.EditAsync(job.Address, id, job.Payload, _closing.Token).ConfigureAwait(false)
                : await sender.PostAsync(job.Address, job.Payload, _closing.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Its message may hold the address; its kind says enough. Once closed, the token itself throws.
            return new AlertOutcome.TryLater(e.GetType().Name);
        }
    }

    /// <returns>What is to be logged and counted, outside of the lock.</returns>
    private Action Settle(AlertJob job, AlertOutcome outcome)
    {
        lock (_gate)
        {
            return _closed ? static () => { } : _backlog.Settle(job, outcome, time.GetElapsedTime(_origin));
        }
    }

    private void TellDrops()
    {
        int drops;
        lock (_gate)
        {
            drops = _backlog.TakeDrops();
        }

        metrics.Dropped(drops);
    }
}
