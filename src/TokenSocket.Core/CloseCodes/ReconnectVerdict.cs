namespace TokenSocket.CloseCodes;

/// <summary>What the client does after an end.</summary>
public enum ReconnectVerdict
{
    /// <summary>It stops; a person must act.</summary>
    Never,

    /// <summary>It waits by the schedule, never less than the row's least wait or the server's <c>Retry-After</c>, and dials again.</summary>
    AfterBackoff,

    /// <summary>It dials again at once, but only once in a row of failures; then as <see cref="AfterBackoff"/>.</summary>
    Immediately,

    /// <summary>
    /// It asks the token provider for a fresh token and dials again at once.
    /// A second rejection in a row, or the very same token again, is <see cref="Never"/>.
    /// </summary>
    WithFreshToken,

    /// <summary>
    /// It goes to the address that the close reason names, at most five times in a row and only where the redirect is safe;
    /// otherwise as <see cref="AfterBackoff"/>.
    /// </summary>
    AtNewAddress,
}
