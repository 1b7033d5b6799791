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
    private readonly MessageBacklog _messages = new();
    private readonly AsyncSignal _arrival = new();
    private long _dropped;
    private int _admitted;
    private bool _handingOut;
    private bool _pumping;
    private bool _hasReader;
    private bool _completed;
    private (int Epoch, SocketMessage Message, TaskCompletionSource Entered)? _waiting;

    /// <summary>Messages that nobody was there to receive, or took in time.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Holds for what is added from now on.</summary>
    public void Limit(int maxMessages, long maxBytes)
    {
        lock (_gate)
        {
            (_messages.MaxMessages, _messages.MaxBytes) = (maxMessages, maxBytes);
        }
    }

    /// <summary>Adds a message; completes once it is in the queue. Called by one receive loop at a time, which waits for it or ends.</summary>
    /// <exception cref="OperationCanceledException">The connection is given up; <see cref="Flush"/> takes the message in.</exception>
    public ValueTask AddAsync(int epoch, SocketMessage message, CancellationToken cancellationToken)
    {
        TaskCompletionSource entered;
        lock (_gate)
        {
            if (_messages.HasRoomFor(message))
            {
                _messages.Add(epoch, message);
                entered = null!;
            }
            else
            {
                entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting = (epoch, message, entered);
            }
        }

        if (entered is not null)
        {
            return new ValueTask(entered.Task.WaitAsync(cancellationToken));
        }

        Resume();
        return ValueTask.CompletedTask;
    }

    /// <summary>Adds a message that did not come from the receive loop, whether there is room or not.</summary>
    public void AddBeside(int epoch, SocketMessage message)
    {
        lock (_gate)
        {
            _messages.Add(epoch, message);
        }

        Resume();
    }

    /// <summary>
    /// The connection has ended: the message that still waits for room is taken in without, before those of the next one. Where an
    /// earlier connection's is in already and nobody takes them, it is dropped and counted: else each connection would add one.
    /// </summary>
    public void Flush()
    {
        TaskCompletionSource? entered;
        lock (_gate)
        {
            entered = _messages.IsOverfull ? Drop() : Enter();
        }

        entered?.SetResult();
        Resume();
    }

    /// <summary>
    /// Whether every message of earlier connections has been handed out. Those of a connection that was never announced, for it was
    /// given up while it opened, are dropped here: announcements come in order, so theirs never will.
    /// </summary>
    public bool TryClearBefore(int epoch)
    {
        lock (_gate)
        {
            while (_messages.FirstEpoch is { } first && first > _admitted && first < epoch)
            {
                _messages.Take();
                Interlocked.Increment(ref _dropped);
            }

            return !_handingOut && !(_messages.FirstEpoch < epoch);
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

    /// <summary>Everything has been handed out and nothing will be any more: a reader's loop ends.</summary>
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
                if (_completed)
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

    /// <returns>Who waited for the room; null where nobody did.</returns>
    private TaskCompletionSource? Enter()
    {
        if (_waiting is not var (epoch, message, entered))
        {
            return null;
        }

        _waiting = null;
        _messages.Add(epoch, message);
        return entered;
    }

    /// <returns>Who waited for the room; null where nobody did.</returns>
    private TaskCompletionSource? Drop()
    {
        if (_waiting is not var (_, _, entered))
        {
            return null;
        }

        _waiting = null;
        Interlocked.Increment(ref _dropped);
        return entered;
    }

    private bool CanTake(bool forReader) =>
        !_handingOut && _hasReader == forReader && _messages.FirstEpoch <= _admitted;

    private bool TryTake(bool forReader, out SocketMessage message)
    {
        TaskCompletionSource? entered;
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

            message = _messages.Take();
            _handingOut = true;
            entered = _waiting is { } next && _messages.HasRoomFor(next.Message) ? Enter() : null;
        }

        entered?.SetResult();
        return true;
    }

    private void HandOut(SocketMessage message)
    {
        stream.OnNext(message);
        bool isCleared;
        lock (_gate)
        {
            _handingOut = false;
            isCleared = !(_messages.FirstEpoch <= _admitted);
        }

        _arrival.Set();
        if (isCleared)
        {
            cleared();
        }
    }
}
