using System.IO.Pipelines;
using TokenSocket.Messages;

namespace TokenSocket.Running;

/// <summary>
/// The bounded queue between the receive loop and those who handle messages. Messages of a connection are handed out after its
/// Connected has been, in order and never two at once: by a pump to subscribers, or to the one reader while there is one.
/// </summary>
/// <param name="scheduler">Where subscribers are called.</param>
/// <param name="stream">The subscribers.</param>
/// <param name="cleared">Called when every message that may be handed out has been.</param>
internal sealed class MessageQueue(PipeScheduler scheduler, GuardedStream<SocketMessage> stream, Action cleared)
{
    private readonly Lock _gate = new();
    private readonly Queue<(int Epoch, SocketMessage Message)> _messages = new();
    private readonly AsyncSignal _room = new();
    private readonly AsyncSignal _arrival = new();
    private int _maxMessages = int.MaxValue;
    private long _maxBytes = long.MaxValue;
    private long _bytes;
    private long _dropped;
    private int _admitted;
    private bool _handingOut;
    private bool _pumping;
    private bool _hasReader;
    private bool _completed;

    /// <summary>Messages that nobody was there to receive.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Holds for what is added from now on.</summary>
    public void Limit(int maxMessages, long maxBytes)
    {
        lock (_gate)
        {
            (_maxMessages, _maxBytes) = (maxMessages, maxBytes);
        }
    }

    /// <summary>Adds a message; completes once it is in the queue. Called by one receive loop at a time.</summary>
    /// <exception cref="OperationCanceledException">The connection is given up, and the message with it.</exception>
    public async ValueTask AddAsync(int epoch, SocketMessage message, CancellationToken cancellationToken)
    {
        while (!TryAdd(epoch, message))
        {
            await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        Resume();
    }

    /// <summary>Whether every message of earlier connections has been handed out.</summary>
    public bool IsClearBefore(int epoch)
    {
        lock (_gate)
        {
            return !_handingOut && (!_messages.TryPeek(out var head) || head.Epoch >= epoch);
        }
    }

    /// <summary>Messages of this connection may be handed out from now on.</summary>
    public void Admit(int epoch)
    {
        lock (_gate)
        {
            _admitted = epoch;
        }

        Resume();
    }

    /// <summary>No message will be added any more; a reader's loop ends after the last one.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
        }

        _arrival.Set();
    }

    /// <summary>Takes the reader's place.</summary>
    /// <exception cref="InvalidOperationException">It is taken.</exception>
    public void AttachReader()
    {
        lock (_gate)
        {
            if (_hasReader)
            {
                throw new InvalidOperationException("Messages are already being read; one ReadAllAsync at a time. Leave its loop first, or subscribe to Messages.");
            }

            _hasReader = true;
        }
    }

    /// <summary>Frees the reader's place; what is left goes to subscribers.</summary>
    public void DetachReader()
    {
        lock (_gate)
        {
            _hasReader = false;
        }

        Resume();
    }

    /// <summary>The next message for the reader; null once there will be none.</summary>
    public async ValueTask<SocketMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(forReader: true, out var message))
            {
                HandOut(message);
                return message;
            }

            lock (_gate)
            {
                if (_completed && _messages.Count == 0)
                {
                    return null;
                }
            }

            await _arrival.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Resume()
    {
        _arrival.Set();
        lock (_gate)
        {
            if (_pumping || !CanTake(forReader: false))
            {
                return;
            }

            _pumping = true;
        }

        scheduler.Schedule(static self => ((MessageQueue)self!).Pump(), this);
    }

    private void Pump()
    {
        while (TryTake(forReader: false, out var message))
        {
            if (!stream.HasObservers)
            {
                Interlocked.Increment(ref _dropped);
            }

            HandOut(message);
        }
    }

    private bool TryAdd(int epoch, SocketMessage message)
    {
        lock (_gate)
        {
            if (_messages.Count > 0 && (_messages.Count >= _maxMessages || _bytes + message.Bytes.Length > _maxBytes))
            {
                return false;
            }

            _messages.Enqueue((epoch, message));
            _bytes += message.Bytes.Length;
            return true;
        }
    }

    private bool CanTake(bool forReader) =>
        !_handingOut && _hasReader == forReader && _messages.TryPeek(out var head) && head.Epoch <= _admitted;

    private bool TryTake(bool forReader, out SocketMessage message)
    {
        lock (_gate)
        {
            var can = CanTake(forReader);
            if (!forReader)
            {
                _pumping = can;
            }

            if (!can)
            {
                message = null!;
                return false;
            }

            message = _messages.Dequeue().Message;
            _bytes -= message.Bytes.Length;
            _handingOut = true;
        }

        _room.Set();
        return true;
    }

    private void HandOut(SocketMessage message)
    {
        stream.OnNext(message);
        bool isCleared;
        lock (_gate)
        {
            _handingOut = false;
            isCleared = !_messages.TryPeek(out var head) || head.Epoch > _admitted;
        }

        _arrival.Set();
        if (isCleared)
        {
            cleared();
        }
    }
}
