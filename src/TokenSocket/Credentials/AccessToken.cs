namespace TokenSocket.Credentials;

/// <summary>A secret. It prints as <c>***</c>, so that it can pass through logs and messages by accident without harm.</summary>
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

    /// <summary><c>***</c></summary>
    public override string ToString() => "***";
}
