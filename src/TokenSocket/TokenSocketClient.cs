using System.Reactive;
using System.Runtime.CompilerServices;
using System.Text;
using Serilog;
using TokenSocket.Logging;
using TokenSocket.Machine;
using TokenSocket.Messages;
using TokenSocket.Notices;
using TokenSocket.Running;
using TokenSocket.Running.Sessions;
using TokenSocket.Telemetry;

namespace TokenSocket;

/// <summary>
/// Keeps one authenticated WebSocket open, reads why it ended, and does what that server's dialect asks: stop, back off,
/// come back at once, refresh the token, or go to another address.
/// </summary>
/// <remarks>
/// Every member is thread-safe. Subscribers are called on the thread pool, one at a time for each stream; one that is slow, throws,
/// or calls back into the client, even waiting for it, cannot break the connection.
/// </remarks>
public sealed class TokenSocketClient : IAsyncDisposable, IDisposable
{
    private readonly OutgoingQueue _outgoing;
    private readonly ConnectionLoop _loop;
    private readonly Delivery _delivery;
    private readonly NoticeLog _log;
    private readonly LiveOptions _options;
    private volatile bool _disposed;

    /// <summary>Makes a client that rests until it is started.</summary>
    /// <param name="options">How it behaves; copied.</param>
    /// <param name="services">What it stands on; null for the defaults.</param>
    /// <exception cref="OptionsException">The options do not validate; it lists every fault.</exception>
    public TokenSocketClient(TokenSocketOptions options, TokenSocketServices? services = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        services ??= new TokenSocketServices();
        Sessions = new SessionDesk(new ChannelAsker(services.ChannelAuthorizer, services.Scheduler, services.TimeProvider), services.TimeProvider);
        _options = new LiveOptions(options, services.TokenProvider, services.TimeProvider, Sessions, services.NewSession);
        _log = new NoticeLog(
            (services.Logger ?? Log.Logger).ForContext<TokenSocketClient>(),
            () => OptionsCheck.Show(_options.Current.GatewayUrl),
            () => _options.Current.VerboseLogging);
        _delivery = new Delivery(services.Scheduler, _log.WriteSubscriberFailure);
        var meter = new ClientMeter(services.Name, services.MeterFactory);
        _outgoing = new OutgoingQueue(_options.Current.SendQueue, meter, services.TimeProvider, (count, why) => _loop!.AnnounceNow(new SendDropped(count, why)));
        IObserver<ConnectionNotice>[] keepers =
        [
            Observer.Create<ConnectionNotice>(_log.Write),
            meter,
            new AttemptTracer(services.Name, () => _options.Current.GatewayUrl),
            .. services.Observers,
        ];
        _loop = new ConnectionLoop(
            new LoopParts(
                _options.Tokens,
                services.TransportFactory,
                services.DiscoveryHandler,
                services.TimeProvider,
                services.Scheduler,
                services.Dice,
                meter),
            OptionsMap.ToMachine(_options.Current),
            _outgoing,
            Sessions,
            _delivery,
            new Journal(services.Scheduler, keepers, _log.WriteSubscriberFailure));
        _loop.Configure(_options.ToAttempt());
        meter.Observe(() => CurrentStatus, () => DroppedMessages);
        _options.WarnOfMaximum(_log, before: null);
    }

    /// <summary>Every message, text and binary, in order; those of a connection after its Connected and before the next one.</summary>
    /// <remarks>Hot: without a subscriber or reader, messages are dropped and counted. Completes after dispose.</remarks>
    public IObservable<SocketMessage> Messages => _delivery.Messages;

    /// <summary>Everything that happens, in order. Completes after dispose.</summary>
    public IObservable<ConnectionNotice> Notices => _delivery.Notices;

    /// <summary>The ends among the notices.</summary>
    public IObservable<Disconnected> Disconnections => _delivery.Disconnections;

    /// <summary>Where the client stands, beginning with the current value; in order with the notices.</summary>
    public IObservable<ConnectionStatus> Status => _delivery.Statuses;

    /// <summary>Where the client stands at this moment.</summary>
    public ConnectionStatus CurrentStatus => _loop.Status;

    /// <summary>The options in effect, in a copy: the start for <c>UpdateOptions(client.Options with { … })</c>. Holds the token.</summary>
    public TokenSocketOptions Options => _options.Current.Copy();

    /// <summary>How many messages arrived while there was neither subscriber nor reader, or while one took none for longer than a connection.</summary>
    public long DroppedMessages => _delivery.Queue.Dropped;

    /// <summary>
    /// The current run, from a start to its end, with why it ended. A start by hand or by a changed token begins a new run and a new task.
    /// Before the first start it is the first run's. It completes once subscribers have been told, or a second after the end where one is stuck.
    /// </summary>
    public Task<StopReason> Completion => _loop.Run.Completion;

    /// <summary>Why the current run ended, as soon as that is decided; null while it goes on.</summary>
    internal StopReason? StopReason => _loop.Run.Reason;

    /// <summary>What the program has with the sessions inside the connections.</summary>
    internal SessionDesk Sessions { get; }

    /// <summary>The options in effect, not to be changed.</summary>
    internal TokenSocketOptions CurrentOptions => _options.Current;

    /// <summary>Starts a run, if none is under way, and returns once its first attempt is.</summary>
    /// <remarks>What the network does is a notice, never an exception.</remarks>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before it began; nothing was started.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        return _loop.PostAsync(new ConnectionEvent.StartRequested());
    }

    /// <summary>Starts a run, if none is under way, and returns once it is connected.</summary>
    /// <remarks>
    /// The trap: a server may judge the token only after the upgrade, as the <c>tokensocket</c> dialect does. Then this returns, and the
    /// 4001–4004 that follows ends the run; see <see cref="Completion"/>.
    /// </remarks>
    /// <param name="cancellationToken">Ends the attempt and leaves the client idle.</param>
    /// <exception cref="ConnectionStoppedException">The run ended first; it says why.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the client is idle.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken).ConfigureAwait(false);
        var run = _loop.Run;
        MachineState reached;
        try
        {
            reached = await _loop.WaitAsync(static state => state is MachineState.Connected or MachineState.Idle or MachineState.Stopped)
                .WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        // At rest the run may yet be completing: a dispose that came between says so last.
        if (run.Reason is not null || reached is not MachineState.Connected)
        {
            throw new ConnectionStoppedException(run.Reason ?? await run.Completion.ConfigureAwait(false));
        }
    }

    /// <summary>Skips the wait under way, or closes the connection and dials anew; does nothing while stopped.</summary>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public Task ReconnectAsync()
    {
        ThrowIfDisposed();
        return _loop.PostAsync(new ConnectionEvent.ReconnectRequested());
    }

    /// <summary>Closes with 1000 and returns within <c>CloseTimeout</c> and a second, whatever the peer does. It can be started again.</summary>
    /// <param name="cancellationToken">Ends the waiting; the goodbye goes on by itself.</param>
    /// <exception cref="OperationCanceledException">Cancelled while the peer had not yet answered.</exception>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _loop.PostAsync(new ConnectionEvent.StopRequested()).WaitAsync(cancellationToken).ConfigureAwait(false);
        await _loop.WaitAsync(static state => state is not MachineState.Closing).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends text; completes when the frame has been handed to the socket, which with a send queue may be after the next connect.
    /// Sends are in order across text and binary.
    /// </summary>
    /// <param name="text">Sent as UTF-8.</param>
    /// <param name="cancellationToken">A message whose turn has come goes out all the same.</param>
    /// <exception cref="NotConnectedException">
    /// There is no connection, or it ended while the socket was taking the message; or, with a send queue, the message was dropped there.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task SendAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Outgoing.SendAsync(MessageKind.Text, Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    /// <summary>
    /// Sends bytes; completes when the frame has been handed to the socket, which with a send queue may be after the next connect.
    /// Sends are in order across text and binary.
    /// </summary>
    /// <param name="bytes">Not to be changed until the task completes.</param>
    /// <param name="cancellationToken">A message whose turn has come goes out all the same.</param>
    /// <inheritdoc cref="SendAsync(string, CancellationToken)" path="/exception"/>
    public Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        Outgoing.SendAsync(MessageKind.Binary, bytes, cancellationToken);

    /// <summary>Sends text and says what became of it, without an exception for a missing connection; a queued message is not waited for.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<SendOutcome> TrySendAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Outgoing.TrySendAsync(MessageKind.Text, Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    /// <summary>Sends bytes and says what became of them, without an exception for a missing connection; a queued message is not waited for.</summary>
    /// <param name="bytes">Not to be changed until they are sent or dropped.</param>
    /// <param name="cancellationToken">A message whose turn has come goes out all the same.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<SendOutcome> TrySendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        Outgoing.TrySendAsync(MessageKind.Binary, bytes, cancellationToken);

    /// <summary>
    /// The messages, pulled one by one: while the loop's body is busy nothing more is taken, and when the queue is full nothing more is
    /// read from the socket. Ends after dispose, not with a run.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another loop is reading; leaving its loop frees the place.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async IAsyncEnumerable<SocketMessage> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _delivery.Queue.AttachReader();
        try
        {
            while (await _delivery.Queue.ReadAsync(cancellationToken).ConfigureAwait(false) is { } message)
            {
                yield return message;
            }
        }
        finally
        {
            _delivery.Queue.DetachReader();
        }
    }

    /// <summary>Changes the options of a client, running or not.</summary>
    /// <remarks>
    /// Intervals, <c>VerboseLogging</c> and <c>ReconnectOnDuplicateConnection</c> hold at once, and a wait under way is cut to a new, shorter
    /// maximum; a changed token, address or dialect closes and connects anew, and a changed token revives a client that a verdict had
    /// stopped; all others hold at the next connect.
    /// </remarks>
    /// <param name="options">The whole set; copied. <c>client.Options with { … }</c> changes some.</param>
    /// <exception cref="OptionsException">They do not validate; it lists every fault, as does the notice. The old ones stay, whole.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public void UpdateOptions(TokenSocketOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfDisposed();
        try
        {
            var (before, mustDrain) = _options.Replace(options, _loop);
            if (mustDrain)
            {
                _loop.Drain();
            }

            _outgoing.Configure(_options.Current.SendQueue);
            _options.WarnOfMaximum(_log, before);
        }
        catch (OptionsException e)
        {
            _loop.AnnounceNow(new OptionsRefused(e.Faults));
            throw;
        }
    }

    /// <summary>Stops, says goodbye and ends all streams. Never hangs and never throws; a second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _loop.Retire();
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        _outgoing.Dispose();
        _options.Dispose();
        _loop.Complete();
    }

    /// <summary>As <see cref="DisposeAsync"/>, without waiting for the goodbye. Never throws.</summary>
    public void Dispose() => _ = DisposeAsync().AsTask();

    /// <summary>Address, dialect and status: nothing that could be a secret.</summary>
    public override string ToString() =>
        $"TokenSocketClient {{ GatewayUrl = {OptionsCheck.Show(_options.Current.GatewayUrl)}, Dialect = {_options.Current.Dialect.Name}, Status = {CurrentStatus} }}";

    /// <summary>Tells people of what happened to the options outside of the client.</summary>
    internal void Tell(ConnectionNotice notice) => _loop.AnnounceNow(notice);

    /// <summary>Where messages go out.</summary>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    internal OutgoingQueue Outgoing => _disposed ? throw new ObjectDisposedException(nameof(TokenSocketClient)) : _outgoing;

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
