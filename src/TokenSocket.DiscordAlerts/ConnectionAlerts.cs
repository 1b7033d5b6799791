using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using Serilog;
using TokenSocket.Notices;

namespace TokenSocket.DiscordAlerts;

/// <summary>
/// Tells a Discord channel how a client is: one message per outage, edited in place, and one for every stop that needs a person.
/// Subscribe it to the client's notices.
/// </summary>
/// <remarks>
/// Thread-safe; notices come one at a time. Alerts never slow, block or fail the connection: at most 100 wait, the oldest is dropped,
/// and all is sent from elsewhere. They begin switched off: see <see cref="Update"/>.
/// </remarks>
public sealed class ConnectionAlerts : IObserver<ConnectionNotice>, IAsyncDisposable, IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly AlertLog _log;
    private readonly AlertQueue _queue;
    private readonly AlertTimer _settling;
    private AlertState _state = AlertState.Initial;
    private DiscordAlertOptions _options = new();
    private WebhookAddress? _address;
    private string? _gateway;
    private bool _disposed;

    /// <param name="sender">Carries the alerts; it stays the caller's to dispose.</param>
    /// <param name="name">The client's name, for logs and metrics.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="log">Gets one line for every alert that is refused, and when a webhook is gone; null for none.</param>
    /// <param name="meters">Makes the meter <c>TokenSocket</c> with the counter <c>tokensocket.alerts</c>; null for one shared by the process.</param>
    public ConnectionAlerts(IAlertSender sender, string name, TimeProvider? time = null, ILogger? log = null, IMeterFactory? meters = null)
        : this(sender, name, time ?? TimeProvider.System, log ?? Serilog.Core.Logger.None, meters, PipeScheduler.ThreadPool)
    {
    }

    /// <param name="sender">Carries the alerts.</param>
    /// <param name="name">The client's name.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where faults go.</param>
    /// <param name="meters">Makes the meter.</param>
    /// <param name="scheduler">Where alerts are sent; inline in tests.</param>
    internal ConnectionAlerts(IAlertSender sender, string name, TimeProvider time, ILogger log, IMeterFactory? meters, PipeScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(name);
        _time = time;
        _origin = time.GetTimestamp();
        _log = new AlertLog(log, name);
        _queue = new AlertQueue(sender, time, scheduler, _log, new AlertMetrics(meters, name));
        _settling = new AlertTimer(time);
    }

    /// <summary>Messages that are kept, be it to send or to edit.</summary>
    internal int Kept => _queue.Count;

    /// <summary>
    /// Sets where alerts go and how they look. Colours, emojis and names hold from the next message on. Where alerts are switched on,
    /// or go to another webhook or thread, the channel is told at once how the client is.
    /// </summary>
    /// <param name="options">Copied; without a webhook there are no alerts.</param>
    /// <param name="isOn">Whether VerboseLogging is on.</param>
    /// <param name="gateway">The server's address, to tell clients apart that share a channel; a query is cut off. Null for none.</param>
    /// <exception cref="ArgumentException">The options have faults; it lists all of them.</exception>
    public void Update(DiscordAlertOptions options, bool isOn, string? gateway)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (DiscordOptionsCheck.FaultsOf(options) is { Count: > 0 } faults)
        {
            throw new ArgumentException(string.Join(' ', faults.Select(static fault => $"{fault.Key} {fault.Sentence}")), nameof(options));
        }

        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _options = options with { Colors = options.Colors with { }, Emojis = options.Emojis with { } };
            _gateway = FooterOf(gateway);
            var address = isOn && options.WebhookUrl is { } url ? new WebhookAddress(url, options.ThreadId) : null;
            if (address != _address)
            {
                _address = address;
                _queue.Aim(address);
                Put(_state.Shown);
            }
        }

        _queue.Kick();
    }

    /// <summary>Follows what the client announces. Returns at once, and never throws.</summary>
    public void OnNext(ConnectionNotice value) => Guard((now, elapsed) => new AlertEvent.Told(value, now, elapsed));

    /// <summary>Nothing: what is to be said was said by the last notice.</summary>
    public void OnCompleted()
    {
        // The client's notices end when it is disposed, and Stopped came before.
    }

    /// <summary>Nothing: a client's notices never end with an error.</summary>
    public void OnError(Exception error)
    {
        // See the contract of the client's notices.
    }

    /// <summary>
    /// Waits until what there is to tell is told, for at most three seconds. Edits are not held back meanwhile, but what Discord asks
    /// to wait is honoured. Never throws.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait early.</param>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _queue.FlushAsync(cancellationToken);

    /// <summary>Flushes for at most three seconds and gives up; nothing is sent after it. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await _queue.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        _queue.Dispose();
    }

    /// <summary>Gives up what is not told yet; nothing is sent after it. Never throws.</summary>
    public void Dispose()
    {
        Close();
        _queue.Dispose();
    }

    private void Close()
    {
        lock (_gate)
        {
            _disposed = true;
            _settling.Dispose();
        }
    }

    private void Guard(Func<DateTimeOffset, TimeSpan, AlertEvent> @event)
    {
        try
        {
            Tell(@event);
        }
        catch (Exception e)
        {
            _log.WriteFailure(e);
        }
    }

    private void Tell(Func<DateTimeOffset, TimeSpan, AlertEvent> @event)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            var step = AlertPolicy.Step(_state, @event(_time.GetUtcNow(), _time.GetElapsedTime(_origin)));
            _state = step.Next;
            foreach (var order in step.Orders)
            {
                Obey(order);
            }
        }

        _queue.Kick();
    }

    private void Obey(AlertOrder order)
    {
        switch (order)
        {
            case AlertOrder.Put put:
                Put(put);
                break;
            case AlertOrder.StartTimer timer:
                _settling.Set(timer.After, () => Guard((now, elapsed) => new AlertEvent.Settled(timer.Opening, now, elapsed)));
                break;
            case AlertOrder.StopTimer:
                _settling.Stop();
                break;
        }
    }

    private void Put(AlertOrder.Put? put)
    {
        if (put is not null && _address is not null)
        {
            _queue.Put(put.Key, WebhookPayload.Of(put.Message, _options, _gateway));
        }
    }

    // The query may hold a token, and so may a user name.
    private static string? FooterOf(string? gateway) => gateway switch
    {
        null => null,
        _ when Uri.TryCreate(gateway, UriKind.Absolute, out var url) && url.Host.Length > 0 =>
            CloseCodes.ServerText.Clean(url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)),
        _ => CloseCodes.ServerText.Clean(gateway.Split('?', '#')[0]),
    };
}
