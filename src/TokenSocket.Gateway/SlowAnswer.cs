using Microsoft.AspNetCore.Http;

namespace TokenSocket.Gateway;

/// <summary>A request that is kept waiting, TCP open.</summary>
internal static class SlowAnswer
{
    /// <returns>False if the client or the server went first.</returns>
    public static async Task<bool> WaitAsync(HttpContext http, TimeSpan delay, TimeProvider time, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        Task waiting = Task.Delay(delay, time, ended.Token);
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return waiting.IsCompletedSuccessfully;
    }

    /// <summary>Never answers; breaks TCP off once the client or the server has gone.</summary>
    public static async Task NeverAsync(HttpContext http, CancellationToken stopping)
    {
        await WaitAsync(http, Timeout.InfiniteTimeSpan, TimeProvider.System, stopping).ConfigureAwait(false);
        http.Abort();
    }
}
