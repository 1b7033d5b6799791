namespace TokenSocket.Running;

/// <summary>One place in a stream. An observer that subscribes twice has two.</summary>
internal sealed class Subscription<T>(IObserver<T> observer)
{
    public IObserver<T> Observer { get; } = observer;

    /// <summary>Whether it gets what comes next. Used by the stream's pump alone once it is set up.</summary>
    public bool IsGreeted { get; set; }
}
