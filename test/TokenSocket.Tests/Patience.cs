namespace TokenSocket.Tests;

/// <summary>The longest that a test waits for another thread before it fails.</summary>
internal static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static Task SoonAsync(this Task task) => task.WaitAsync(Longest);

    public static Task<T> SoonAsync<T>(this Task<T> task) => task.WaitAsync(Longest);

    public static Task SoonAsync(this ValueTask task) => task.AsTask().WaitAsync(Longest);
}
