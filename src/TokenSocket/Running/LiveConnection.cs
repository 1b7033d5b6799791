using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Telemetry;
using TokenSocket.Transport;

namespace TokenSocket.Running;

/// <summary>A connection whose upgrade is done, until its end: the session inside it, messages in both directions, and silence.</summary>
/// <param name="attempt">The attempt that opened it.</param>
/// <param name="transport">The connection.</param>
/// <param name="settings">What the attempt is made with.</param>
/// <param name="outgoing">Messages on their way out.</param>
/// <param name="messages">Messages on their way in.</param>
/// <param name="meter">Counts them.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveConnection(
    Attempt attempt, ITransport transport, AttemptSettings settings, OutgoingQueue outgoing, MessageQueue messages, ClientMeter meter, TimeProvider time)
{
    private IdleWatch? _idle;

    /// <summary>Runs until the end.</summary>
    /// <param name="usable">Called once, when the session is established.</param>
    public async ValueTask<DisconnectInfo> RunAsync(Action usable)
    {
        messages.Limit(settings.MaxQueuedMessages, settings.MaxQueuedBytes);
        using var idle = settings.IdleTimeout is { } timeout ? new IdleWatch(time, timeout, transport.Abort) : null;
        _idle = idle;
        using var session = settings.NewSession is { } make ? new SessionRunner(make(), transport, time, settings.Request.CloseTimeout, Establish, SendAsync, DeliverAsync) : null;
        try
        {
            var end = session is null ? await RunPlainAsync(Establish).ConfigureAwait(false) : await RunAsync(session).ConfigureAwait(false);
            return session?.Ended ?? (idle?.HasExpired == true ? new DisconnectInfo(DisconnectCause.Idle, CloseCode.AbnormalClosure) : end);
        }
        finally
        {
            outgoing.Detach(transport);
            messages.Flush();
        }

        void Establish()
        {
            outgoing.Attach(transport);
            usable();
        }
    }

    private ValueTask<DisconnectInfo> RunPlainAsync(Action establish)
    {
        establish();
        return transport.RunAsync(message =>
        {
            meter.Received(message.Bytes.Length);
            return DeliverAsync(message);
        });
    }

    private async ValueTask<DisconnectInfo> RunAsync(SessionRunner session)
    {
        await session.BeginAsync().ConfigureAwait(false);
        return await transport.RunAsync(message =>
        {
            meter.Received(message.Bytes.Length);
            return session.ReceiveAsync(message);
        }).ConfigureAwait(false);
    }

    private async Task SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload)
    {
        try
        {
            await outgoing.SendAsync(kind, payload, attempt.Over).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NotConnectedException or OperationCanceledException)
        {
            // The connection is gone, and the session with it.
        }
    }

    private ValueTask DeliverAsync(SocketMessage message)
    {
        _idle?.Touch();
        var added = messages.AddAsync(attempt.Epoch, message, attempt.GivenUp);
        return _idle is null || added.IsCompletedSuccessfully ? added : CatchUpAsync(added, _idle);
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
