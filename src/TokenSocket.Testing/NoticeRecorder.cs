using TokenSocket.Notices;

namespace TokenSocket.Testing;

/// <summary>Keeps what a client announces, in order, and lets a test wait for it. Thread-safe.</summary>
public sealed class NoticeRecorder : IObserver<ConnectionNotice>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ConnectionNotice> _notices = [];
    private readonly IDisposable _subscription;
    private TaskCompletionSource _arrival = NewArrival();

    /// <param name="client">Whose notices are kept from now on.</param>
    public NoticeRecorder(TokenSocketClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _subscription = client.Notices.Subscribe(this);
    }

    /// <summary>The notices so far.</summary>
    public IReadOnlyList<ConnectionNotice> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _notices];
            }
        }
    }

    /// <summary>The last notice.</summary>
    public ConnectionNotice Last => All[^1];

    /// <summary>Whether the client's streams have ended.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>The notices of one kind so far.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : ConnectionNotice => [.. All.OfType<T>()];

    /// <summary>The waits that were announced so far.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. Of<RetryScheduled>().Select(static retry => retry.Delay)];

    /// <summary>Forgets the notices so far.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _notices.Clear();
        }
    }

    /// <summary>The first notice of a kind that matches, be it there already or yet to come.</summary>
    /// <param name="match">What it must be like; null for any.</param>
    /// <param name="within">How long to wait, in real time; null for 10 seconds.</param>
    /// <exception cref="TimeoutException">It did not come; the message lists what did.</exception>
    public async Task<T> FirstAsync<T>(Func<T, bool>? match = null, TimeSpan? within = null)
        where T : ConnectionNotice
    {
        using var patience = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(10));
        while (true)
        {
            Task arrival;
            lock (_gate)
            {
                if (_notices.OfType<T>().FirstOrDefault(match ?? (static _ => true)) is { } found)
                {
                    return found;
                }

                arrival = _arrival.Task;
            }

            try
            {
                await arrival.WaitAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException($"No such {typeof(T).Name} came; there were: {string.Join(", ", All)}", e);
            }
        }
    }

    /// <inheritdoc/>
    public void OnNext(ConnectionNotice value)
    {
        TaskCompletionSource arrival;
        lock (_gate)
        {
            _notices.Add(value);
            arrival = _arrival;
            _arrival = NewArrival();
        }

        arrival.SetResult();
    }

    /// <inheritdoc/>
    public void OnCompleted() => IsCompleted = true;

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
        // A client's notices never end with an error.
    }

    /// <summary>Keeps no more.</summary>
    public void Dispose() => _subscription.Dispose();

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
