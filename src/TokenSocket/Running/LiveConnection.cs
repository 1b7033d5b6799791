using TokenSocket.CloseCodes;
using TokenSocket.Machine;
using TokenSocket.Messages;
using TokenSocket.Notices;
using TokenSocket.Running.Sessions;
using TokenSocket.Transport;

namespace TokenSocket.Running;

/// <summary>A connection whose upgrade is done, until its end: the session inside it, messages in both directions, and silence.</summary>
/// <param name="attempt">The attempt that opened it.</param>
/// <param name="transport">The connection.</param>
/// <param name="start">What a session in it begins with.</param>
/// <param name="parts">What it stands on.</param>
/// <param name="loop">Where news of it go.</param>
internal sealed class LiveConnection(Attempt attempt, ITransport transport, SessionStart start, LiveParts parts, IEventSink loop) : ISessionHost
{
    private readonly AttemptSettings _settings = attempt.Settings!;
    private IdleWatch? _idle;

    /// <inheritdoc/>
    public CancellationToken Over => attempt.Over;

    /// <summary>Runs until the end.</summary>
    public async ValueTask<DisconnectInfo> RunAsync()
    {
        parts.Messages.Limit(_settings.MaxQueuedMessages, _settings.MaxQueuedBytes);
        using var idle = _settings.IdleTimeout is { } timeout ? new IdleWatch(parts.Time, timeout, transport.Abort) : null;
        _idle = idle;
        using var session = _settings.NewSession is { } make
            ? new SessionRunner(make(start), transport, parts.Desk, this, parts.Time, _settings.Request.CloseTimeout)
            : null;
        try
        {
            var end = session is null ? await RunPlainAsync().ConfigureAwait(false) : await RunAsync(session).ConfigureAwait(false);
            return idle?.HasExpired == true && session?.Ended is null ? new DisconnectInfo(DisconnectCause.Idle, CloseCode.AbnormalClosure) : end;
        }
        finally
        {
            parts.Outgoing.Detach(transport);
            parts.Messages.Flush();
        }
    }

    /// <inheritdoc/>
    public void Establish()
    {
        parts.Outgoing.Attach(transport);
        loop.Post(new ConnectionEvent.Opened(attempt.Epoch));
    }

    /// <inheritdoc/>
    public async Task SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload)
    {
        try
        {
            await parts.Outgoing.SendOnAsync(transport, kind, payload, attempt.Over).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NotConnectedException or OperationCanceledException)
        {
            // The connection is gone, and the session with it.
        }
    }

    /// <inheritdoc/>
    public ValueTask DeliverAsync(SocketMessage message)
    {
        _idle?.Touch();
        var added = parts.Messages.AddAsync(attempt.Epoch, message, attempt.GivenUp);
        return _idle is null || added.IsCompletedSuccessfully ? added : CatchUpAsync(added, _idle);
    }

    /// <inheritdoc/>
    public void DeliverBeside(SocketMessage message) => parts.Messages.AddBeside(attempt.Epoch, message);

    /// <inheritdoc/>
    public void Warn(string message) => loop.AnnounceNow(attempt.Mask(new SessionWarning(message)));

    /// <inheritdoc/>
    public void RenewToken() => loop.Post(new ConnectionEvent.TokenExpired(attempt.Epoch));

    private ValueTask<DisconnectInfo> RunPlainAsync()
    {
        Establish();
        return transport.RunAsync(message =>
        {
            parts.Meter.Received(message.Bytes.Length);
            return DeliverAsync(message);
        });
    }

    private async ValueTask<DisconnectInfo> RunAsync(SessionRunner session)
    {
        parts.Desk.Attach(session);
        try
        {
            await session.BeginAsync().ConfigureAwait(false);
            var end = await transport.RunAsync(message =>
            {
                parts.Meter.Received(message.Bytes.Length);
                return session.ReceiveAsync(message);
            }).ConfigureAwait(false);
            return session.Explain(end);
        }
        finally
        {
            parts.Desk.Detach(session);
        }
    }

    /// <summary>Nothing is read while the program is behind, so silence says nothing about the server.</summary>
    private static async ValueTask CatchUpAsync(ValueTask added, IdleWatch idle)
    {
        idle.Pause();
        try
        {
            await added.ConfigureAwait(false);
        }
        finally
        {
            idle.Touch();
        }
    }
}
