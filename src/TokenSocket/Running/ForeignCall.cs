using System.IO.Pipelines;

namespace TokenSocket.Running;

/// <summary>Calls what the program has written, where it can hold up nobody.</summary>
internal static class ForeignCall
{
    /// <summary>The answer. A call that blocks its thread, or ignores the cancellation, is left to itself.</summary>
    /// <param name="scheduler">Where it is called.</param>
    /// <param name="call">The program's.</param>
    /// <param name="cancellationToken">Ends the waiting, and tells the call.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<T> AskAsync<T>(PipeScheduler scheduler, Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>();
        var own = new CancellationTokenSource();
        using var cancelled = cancellationToken.Register(() =>
        {
            answer.TrySetCanceled(cancellationToken);

            // What the call has registered is foreign code, and whoever cancels may be the mailbox.
            scheduler.Schedule(static source => Cancel((CancellationTokenSource)source!), own);
        });
        scheduler.Schedule(_ => _ = PassOnAsync(call, answer, own.Token), null);
        return await answer.Task.ConfigureAwait(false);
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException)
        {
            // What the call had registered threw. It is cancelled all the same.
        }
    }

    private static async Task PassOnAsync<T>(Func<CancellationToken, ValueTask<T>> call, TaskCompletionSource<T> answer, CancellationToken cancellationToken)
    {
        try
        {
            answer.TrySetResult(await call(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            answer.TrySetException(e);
        }
    }
}
