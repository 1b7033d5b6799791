using TokenSocket.Messages;
using TokenSocket.Telemetry;
using TokenSocket.Transport;

namespace TokenSocket.Running;

/// <summary>Sends messages one at a time, in the order of the calls, from any thread; refuses them while there is no connection.</summary>
/// <param name="meter">Counts them.</param>
internal sealed class OutgoingQueue(ClientMeter meter)
{
    private readonly Lock _gate = new();
    private readonly Queue<Outgoing> _waiting = new();
    private ITransport? _transport;
    private bool _sending;

    /// <summary>Messages go out through this connection from now on.</summary>
    public void Attach(ITransport transport)
    {
        lock (_gate)
        {
            _transport = transport;
        }
    }

    /// <summary>That connection takes no more; whoever waits is told. Does nothing where another one is attached.</summary>
    public void Detach(ITransport transport)
    {
        Outgoing[] refused;
        lock (_gate)
        {
            if (_transport != transport)
            {
                return;
            }

            _transport = null;
            refused = [.. _waiting];
            _waiting.Clear();
        }

        foreach (var message in refused)
        {
            message.TrySetException(new NotConnectedException());
        }
    }

    /// <summary>Completes when the socket has taken the message.</summary>
    /// <exception cref="NotConnectedException">There is no connection, or it ended first.</exception>
    /// <exception cref="OperationCanceledException">
    /// Cancelled; a message whose turn had come goes out all the same, for a frame cannot be taken back.
    /// </exception>
    public Task SendAsync(MessageKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var message = new Outgoing(kind, payload, cancellationToken);
        bool first;
        lock (_gate)
        {
            if (_transport is null)
            {
                throw new NotConnectedException();
            }

            _waiting.Enqueue(message);
            first = !_sending;
            _sending = true;
        }

        if (first)
        {
            _ = SendAllAsync();
        }

        return cancellationToken.CanBeCanceled ? message.Task.WaitAsync(cancellationToken) : message.Task;
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

            try
            {
                if (!message.CancellationToken.IsCancellationRequested)
                {
                    await transport.SendAsync(message.Kind, message.Payload).ConfigureAwait(false);
                    meter.Sent(message.Payload.Length);
                }

                message.TrySetResult();
            }
            catch (Exception e)
            {
                message.TrySetException(new NotConnectedException(e));
                _ = message.Task.Exception; // Whoever cancelled the wait does not look.
            }
        }
    }

    private bool TryTake(out Outgoing message, out ITransport transport)
    {
        lock (_gate)
        {
            transport = _transport!;
            _sending = _waiting.TryDequeue(out message!);
            return _sending;
        }
    }
}
