using TokenSocket.Messages;
using TokenSocket.Telemetry;
using TokenSocket.Timing;
using TokenSocket.Transport;

namespace TokenSocket.Running;

/// <summary>
/// Sends messages one at a time, in the order of the calls, from any thread. While there is no connection it refuses them, or keeps
/// as many as the options say for the next one.
/// </summary>
internal sealed class OutgoingQueue : IDisposable
{
    private const string Full = "the send queue is full";
    private const string Stale = "it had waited longer than SendQueue:MaxAge";
    private const string Lost = "the connection ended while the socket was taking it";
    private const string Disposed = "the client was disposed";

    private readonly Lock _gate = new();
    private readonly SendBacklog _backlog = new();
    private readonly ClientMeter _meter;
    private readonly TimeProvider _time;
    private readonly Action<int, string> _dropped;
    private readonly long _origin;
    private volatile SendQueueOptions _next;
    private ITransport? _transport;
    private ITimer? _expiry;
    private Outgoing? _taken;
    private bool _sending;
    private bool _closed;

    /// <param name="options">Hold until the next connect.</param>
    /// <param name="meter">Counts what is sent.</param>
    /// <param name="time">Measures how long messages wait.</param>
    /// <param name="dropped">Told how many messages were dropped, and why; not under the lock, and not to be called from inside the mailbox.</param>
    public OutgoingQueue(SendQueueOptions options, ClientMeter meter, TimeProvider time, Action<int, string> dropped)
    {
        (_meter, _time, _dropped) = (meter, time, dropped);
        _origin = time.GetTimestamp();
        _backlog.Options = _next = options;
    }

    private bool IsKeeping => _backlog.Options.Capacity > 0 && !_closed;

    /// <summary>Holds from the next connect on.</summary>
    public void Configure(SendQueueOptions options) => _next = options;

    /// <summary>Messages go out through this connection from now on, those that waited first.</summary>
    public void Attach(ITransport transport)
    {
        Expire();
        bool begins;
        lock (_gate)
        {
            _backlog.Options = _next;
            _transport = transport;
            begins = !_sending && _backlog.Count > 0;
            _sending |= begins;
            Watch();
        }

        if (begins)
        {
            _ = SendAllAsync();
        }
    }

    /// <summary>That connection takes no more; whoever waits is told, or waits for the next one. Does nothing where another one is attached.</summary>
    public void Detach(ITransport transport)
    {
        Outgoing[] dropped;
        Outgoing[] refused;
        lock (_gate)
        {
            if (_transport != transport)
            {
                return;
            }

            _transport = null;
            refused = IsKeeping ? _backlog.TakeBound() : _backlog.TakeAll();
            dropped = IsKeeping ? _backlog.Admit() : [];
            Watch();
        }

        Drop(dropped, Full);
        var untold = refused.Count(static message => !message.Refuse());
        if (untold > 0)
        {
            _dropped(untold, Lost);
        }
    }

    /// <summary>Completes when the socket has taken the message.</summary>
    /// <exception cref="NotConnectedException">There is no connection, or it ended first; or the message was dropped.</exception>
    /// <exception cref="OperationCanceledException">
    /// Cancelled; a message whose turn had come goes out all the same, for a frame cannot be taken back.
    /// </exception>
    public Task SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        Add(new Outgoing(kind, payload, [], Now(), isTry: false, cancellationToken)).Sent;

    /// <summary>As above, for text that is written when its turn comes, and that binary messages belong to: nothing comes between them.</summary>
    /// <inheritdoc cref="SendAsync(MessageKind, ReadOnlyMemory{byte}, CancellationToken)" path="/exception"/>
    public Task SendAsync(Func<ReadOnlyMemory<byte>> text, IReadOnlyList<ReadOnlyMemory<byte>> attachments, CancellationToken cancellationToken) =>
        Add(new Outgoing(MessageKind.Text, default, attachments, Now(), isTry: false, cancellationToken) { Write = text }).Sent;

    /// <summary>As above, for what means nothing outside of one connection: it is not kept for another.</summary>
    /// <inheritdoc cref="SendAsync(MessageKind, ReadOnlyMemory{byte}, CancellationToken)" path="/exception"/>
    public Task SendOnAsync(ITransport transport, MessageKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken, params IReadOnlyList<ReadOnlyMemory<byte>> attachments) =>
        Add(new Outgoing(kind, payload, attachments, Now(), isTry: false, cancellationToken) { On = transport }).Sent;

    /// <summary>Completes as soon as there is something to say about the message.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, as above.</exception>
    public Task<SendOutcome> TrySendAsync(MessageKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        Add(new Outgoing(kind, payload, [], Now(), isTry: true, cancellationToken)).Outcome;

    /// <summary>Nothing is kept any more; what waits is dropped, and one that a socket has not quite taken by now counts as lost.</summary>
    public void Dispose()
    {
        Outgoing[] dropped;
        Outgoing? taken;
        lock (_gate)
        {
            _closed = true;
            dropped = _backlog.TakeAll();
            taken = _taken;
            Watch();
        }

        Drop(dropped, Disposed);
        if (taken is { IsSent: false } && !taken.Refuse())
        {
            _dropped(1, Lost);
        }
    }

    private Outgoing Add(Outgoing message)
    {
        message.ThrowIfCancelled();
        Outgoing[] dropped = [];
        var begins = false;
        lock (_gate)
        {
            if (message.On is { } only && only != _transport)
            {
                message.Refuse();
            }
            else if (_transport is not null)
            {
                _backlog.Add(message);
                begins = !_sending;
                _sending = true;
            }
            else if (IsKeeping)
            {
                dropped = _backlog.Keep(message);
                Watch();
            }
            else
            {
                message.Refuse();
            }
        }

        if (begins)
        {
            _ = SendAllAsync();
        }

        Drop(dropped, Full);
        return message;
    }

    private void Expire()
    {
        Outgoing[] dropped;
        lock (_gate)
        {
            dropped = _closed || _transport is not null ? [] : _backlog.TakeStale(Now());
            Watch();
        }

        Drop(dropped, Stale);
    }

    private void Drop(Outgoing[] messages, string why)
    {
        foreach (var message in messages)
        {
            message.Drop(why);
        }

        if (messages.Length > 0)
        {
            _dropped(messages.Length, why);
        }
    }

    // With a connection messages go out as fast as they can: what grows stale is what waits for one.
    private void Watch()
    {
        var due = _transport is null ? _backlog.NextExpiry - Now() : null;
        _expiry?.Dispose();
        _expiry = due is { } left ? _time.StartDetached(left, Expire) : null;
    }

    private async Task SendAllAsync()
    {
        for (var isFirst = true; TryTake(out var message, out var transport); isFirst = false)
        {
            if (!isFirst)
            {
                // The caller of the first message is not to send everybody else's.
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            }

            await SendAsync(message, transport).ConfigureAwait(false);
        }
    }

    private async ValueTask SendAsync(Outgoing message, ITransport transport)
    {
        if (message.IsCancelled)
        {
            message.Cancel();
            return;
        }

        var payload = message.Payload;
        try
        {
            await transport.SendAsync(message.Kind, payload).ConfigureAwait(false);
            foreach (var attachment in message.Attachments)
            {
                await transport.SendAsync(MessageKind.Binary, attachment).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            // Its end follows; what waits is for the next one.
            Detach(transport);
            if (!message.Refuse(e))
            {
                _dropped(1, Lost);
            }

            return;
        }

        message.Complete();
        _meter.Sent(payload.Length);
        foreach (var attachment in message.Attachments)
        {
            _meter.Sent(attachment.Length);
        }
    }

    private bool TryTake(out Outgoing message, out ITransport transport)
    {
        lock (_gate)
        {
            transport = _transport!;
            message = null!;
            _sending = _transport is not null && _backlog.TryTake(out message);
            _taken = _sending ? message : null;
            return _sending;
        }
    }

    private TimeSpan Now() => _time.GetElapsedTime(_origin);
}
