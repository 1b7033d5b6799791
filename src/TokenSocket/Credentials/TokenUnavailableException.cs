namespace TokenSocket.Credentials;

/// <summary>A token provider has no token to give.</summary>
/// <param name="message">One sentence for a person, shown in notices and logs: what is wrong and what would do. Never a secret.</param>
/// <param name="permanent">True stops the client; false is retried by backoff.</param>
/// <param name="inner">What led to it; it is not shown.</param>
public sealed class TokenUnavailableException(string message, bool permanent = false, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether asking again cannot help.</summary>
    public bool Permanent { get; } = permanent;

    /// <summary>The least time to wait before asking again, as the issuer asked; cut at 1 hour.</summary>
    /// <value>The default is null: as backoff has it.</value>
    public TimeSpan? RetryAfter { get; init; }
}
