namespace TokenSocket.Credentials;

/// <summary>A token provider has no token to give.</summary>
/// <param name="message">One sentence for a person, shown in notices and logs: what is wrong and what would do. Never a secret.</param>
/// <param name="permanent">True stops the client; false is retried by backoff.</param>
/// <param name="inner">What led to it; it is not shown.</param>
public sealed class TokenUnavailableException(string message, bool permanent = false, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether asking again cannot help.</summary>
    public bool Permanent { get; } = permanent;
}
