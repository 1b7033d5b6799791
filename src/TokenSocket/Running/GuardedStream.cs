using System.Collections.Immutable;
using System.Reactive.Disposables;

namespace TokenSocket.Running;

/// <summary>
/// A stream whose subscribers cannot harm it or each other: one that throws is reported and keeps receiving, and so do the others.
/// Thread-safe; values and the completion come from one pump, so a subscriber is never called twice at a time.
/// </summary>
/// <param name="report">Told of what a subscriber threw.</param>
/// <param name="greet">Called for each new subscriber, with what hands it one value.</param>
internal sealed class GuardedStream<T>(Action<Exception> report, Action<IObserver<T>>? greet = null) : IObservable<T>
{
    private ImmutableArray<IObserver<T>> _observers = [];
    private volatile bool _completed;

    public bool HasObservers => !_observers.IsEmpty;

    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        ImmutableInterlocked.Update(ref _observers, static (all, one) => all.Add(one), observer);
        if (_completed && Remove(observer))
        {
            Guard(observer, static (o, _) => o.OnCompleted(), default!);
            return Disposable.Empty;
        }

        greet?.Invoke(observer);
        return Disposable.Create(() => Remove(observer));
    }

    public void OnNext(T value)
    {
        foreach (var observer in _observers)
        {
            OnNext(observer, value);
        }
    }

    /// <summary>One value for one subscriber, if it is still there.</summary>
    public void OnNext(IObserver<T> observer, T value)
    {
        if (_observers.Contains(observer))
        {
            Guard(observer, static (o, v) => o.OnNext(v), value);
        }
    }

    public void Complete()
    {
        _completed = true;
        foreach (var observer in ImmutableInterlocked.InterlockedExchange(ref _observers, []))
        {
            Guard(observer, static (o, _) => o.OnCompleted(), default!);
        }
    }

    private bool Remove(IObserver<T> observer) =>
        ImmutableInterlocked.Update(ref _observers, static (all, one) => all.Remove(one), observer);

    private void Guard(IObserver<T> observer, Action<IObserver<T>, T> call, T value)
    {
        try
        {
            call(observer, value);
        }
        catch (Exception e)
        {
            report(e);
        }
    }
}
