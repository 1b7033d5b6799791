namespace TokenSocket.Contracts;

/// <summary>Counts the exceptions of tasks that nobody looked at.</summary>
internal sealed class Unhandled : IDisposable
{
    private int _count;

    public Unhandled()
    {
        Settle();
        TaskScheduler.UnobservedTaskException += OnException;
    }

    public int Count
    {
        get
        {
            Settle();
            return Volatile.Read(ref _count);
        }
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= OnException;

    // It is the finalizer of a task that tells.
    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private void OnException(object? sender, UnobservedTaskExceptionEventArgs e) => Interlocked.Increment(ref _count);
}
