using System.Diagnostics;

namespace TokenSocket.Contracts;

/// <summary>For what becomes true a moment later and tells nobody.</summary>
internal static class Eventually
{
    public static Task HoldsAsync(Func<bool> condition) => HoldsAsync(() => Task.FromResult(condition()));

    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(Patience.Long), "It never became true.");
            await Task.Delay(10);
        }
    }
}
