namespace TokenSocket.Tests.Walks;

/// <summary>Waits for the little that goes on at another thread: what returns from a goodbye, and messages after the first that waited.</summary>
internal static class Handover
{
    private static TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether it comes true in time.</summary>
    public static bool Soon(Func<bool> isSo) => SpinWait.SpinUntil(isSo, _patience);

    /// <summary>Waits no longer than a hurried machine needs, from now on: a walk has failed, and hundreds of shorter ones are about to be tried.</summary>
    public static void Hurry() => _patience = TimeSpan.FromMilliseconds(200);
}
