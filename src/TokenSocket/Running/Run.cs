using TokenSocket.Notices;
using TokenSocket.Timing;

namespace TokenSocket.Running;

/// <summary>From a start to its end.</summary>
/// <param name="time">The clock.</param>
internal sealed class Run(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<StopReason> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _patience;

    /// <summary>Why it ended, as soon as that is decided; null while it goes on.</summary>
    public StopReason? Reason { get; private set; }

    /// <summary>
    /// Ends after the subscribers have been told, so that a program that ends with it has printed its last line;
    /// but a second later at the latest, for one of them may be stuck.
    /// </summary>
    public Task<StopReason> Completion => _completion.Task;

    /// <summary>It has ended; people are about to be told.</summary>
    public void End(StopReason reason)
    {
        Reason = reason;
        _patience = time.StartDetached(Patience, Complete);
    }

    /// <summary>People have been told.</summary>
    public void Complete()
    {
        _patience?.Dispose();
        _completion.TrySetResult(Reason!);
    }
}
