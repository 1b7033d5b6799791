using System.Diagnostics;

namespace TokenSocket.Contracts;

/// <summary>
/// What the process holds: open handles (sockets among them), threads beside the pool's, which come and go by themselves, timers, and
/// the heap after forced collections.
/// </summary>
internal sealed record Footprint(int Handles, int Threads, long Timers, long Heap)
{
    private const double Slack = 1.05;

    public static Footprint Take()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        return new(process.HandleCount, process.Threads.Count - ThreadPool.ThreadCount, Timer.ActiveCount, heap);
    }

    /// <summary>The footprint as soon as it is back within 5 %, for what has just been closed takes a moment to go; else the last one.</summary>
    public async Task<Footprint> ReturnAsync(TimeSpan within)
    {
        var watch = Stopwatch.StartNew();
        var now = Take();
        while (!IsAtMost(now) && watch.Elapsed < within)
        {
            await Task.Delay(100);
            now = Take();
        }

        return now;
    }

    public bool IsAtMost(Footprint now) =>
        now.Handles <= Handles * Slack && now.Threads <= Threads * Slack && now.Timers <= Timers * Slack && now.Heap <= Heap * Slack;

    public override string ToString() => $"{Handles} handles, {Threads} threads, {Timers} timers, {Heap >> 10} KiB";
}
