using System.Collections.Immutable;
using System.Reactive.Disposables;

namespace TokenSocket.Running;

/// <summary>
/// A stream whose subscribers cannot harm it or each other: one that throws is reported and keeps receiving, and so do the others.
/// Thread-safe; values and the completion come from one pump, so a subscriber is never called twice at a time.
/// </summary>
/// <param name="report">Told of what a subscriber threw.</param>
/// <param name="greet">Called for each new subscriber, which gets nothing before <see cref="Greet"/>; null where it gets what comes next.</param>
internal sealed class GuardedStream<T>(Action<Exception> report, Action<Subscription<T>>? greet = null) : IObservable<T>
{
    private ImmutableArray<Subscription<T>> _subscriptions = [];
    private volatile bool _completed;

    public bool HasObservers => !_subscriptions.IsEmpty;

    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription<T>(observer) { IsGreeted = greet is null };
        ImmutableInterlocked.Update(ref _subscriptions, static (all, one) => all.Add(one), subscription);
        if (_completed && Remove(subscription))
        {
            Guard(subscription, static (o, _) => o.OnCompleted(), default!);
            return Disposable.Empty;
        }

        greet?.Invoke(subscription);
        return Disposable.Create(() => Remove(subscription));
    }

    public void OnNext(T value)
    {
        foreach (var subscription in _subscriptions)
        {
            if (subscription.IsGreeted)
            {
                OnNext(subscription, value);
            }
        }
    }

    /// <summary>The first value for a new subscriber; from now on it gets the others.</summary>
    public void Greet(Subscription<T> subscription, T value)
    {
        subscription.IsGreeted = true;
        OnNext(subscription, value);
    }

    public void Complete()
    {
        _completed = true;
        foreach (var subscription in ImmutableInterlocked.InterlockedExchange(ref _subscriptions, []))
        {
            Guard(subscription, static (o, _) => o.OnCompleted(), default!);
        }
    }

    // One that an earlier subscriber has just disposed gets nothing any more.
    private void OnNext(Subscription<T> subscription, T value)
    {
        if (_subscriptions.Contains(subscription))
        {
            Guard(subscription, static (o, v) => o.OnNext(v), value);
        }
    }

    private bool Remove(Subscription<T> subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, one) => all.Remove(one), subscription);

    private void Guard(Subscription<T> subscription, Action<IObserver<T>, T> call, T value)
    {
        try
        {
            call(subscription.Observer, value);
        }
        catch (Exception e)
        {
            report(e);
        }
    }
}
