namespace TokenSocket.Gateway.Discord;

/// <summary>How many requests a webhook takes, as <c>X-RateLimit-Limit</c> and <c>-Reset-After</c> say it. Immutable.</summary>
/// <param name="Requests">At least 1 in each window.</param>
/// <param name="Window">Above zero. It begins with the first request after the last one ended.</param>
/// <param name="IsEnforced">
/// Whether requests beyond it get a 429. Otherwise <c>X-RateLimit-Remaining</c> stops at 1, so that nobody waits for it.
/// </param>
public sealed record RateLimit(int Requests, TimeSpan Window, bool IsEnforced = true)
{
    /// <summary>What Discord says at the time of writing, 5 in 2 seconds, without refusing anything.</summary>
    public static RateLimit Announced { get; } = new(5, TimeSpan.FromSeconds(2), IsEnforced: false);
}
