namespace TokenSocket.Credentials;

/// <summary>A secret. It prints as <c>***</c>, so that it can pass through logs and messages by accident without harm.</summary>
/// <remarks>Two are equal when they are sent alike, whatever is known of their age.</remarks>
public sealed record AccessToken
{
    /// <param name="value">The token as it is sent.</param>
    /// <exception cref="ArgumentException">The value is empty; no token is a null <see cref="AccessToken"/>.</exception>
    public AccessToken(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        Value = value;
    }

    /// <summary>The token as it is sent. Keep it out of logs.</summary>
    public string Value { get; }

    /// <summary>When it ends, by this machine's clock.</summary>
    /// <value>The default is null: not known, and so never asked for ahead of its end.</value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When to ask for the next one, by this machine's clock.</summary>
    /// <value>The default is null: as <see cref="TokenAge.RefreshAfter"/> reads <see cref="ExpiresAt"/> from the time at which the token is first given.</value>
    public DateTimeOffset? RefreshAt { get; init; }

    /// <summary>Whether the two are sent alike.</summary>
    public bool Equals(AccessToken? other) => Value == other?.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary><c>***</c></summary>
    public override string ToString() => "***";
}
