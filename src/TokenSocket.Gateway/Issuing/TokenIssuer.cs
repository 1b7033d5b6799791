namespace TokenSocket.Gateway.Issuing;

/// <summary>
/// Issues tokens of a gateway to clients that have an id and a secret (RFC 6749, sections 4.4 and 6), and fails on order. A refresh
/// token can be used once: each answer brings the next. Thread-safe; put at an address by <see cref="TokenIssuerEndpoints"/>.
/// </summary>
public sealed class TokenIssuer
{
    private readonly TokenDesk _desk;
    private volatile IssuerMode _mode = new IssuerMode.Accept();
    private long _requestsSeen;
    private long _clientCredentialsSeen;
    private long _refreshesSeen;

    /// <param name="tokens">Where access tokens are issued; their owner is the client's id.</param>
    /// <param name="time">The clock that refresh tokens and slow answers go by, best that of the tokens; the system's by default.</param>
    public TokenIssuer(InMemoryTokenRegistry tokens, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        Time = time ?? TimeProvider.System;
        _desk = new TokenDesk(tokens, Time);
    }

    /// <summary>How long the access tokens live that are issued from now on. An answer names it in whole seconds, rounded down.</summary>
    /// <value>The default is 15 minutes.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not more than zero, or more than 100 years.</exception>
    public TimeSpan AccessTokenLifetime
    {
        get => _desk.AccessTokenLifetime;
        set => _desk.AccessTokenLifetime = Lifetime(value);
    }

    /// <summary>How long the refresh tokens live that are issued from now on, each from its own issue.</summary>
    /// <value>The default is 7 days.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not more than zero, or more than 100 years.</exception>
    public TimeSpan RefreshTokenLifetime
    {
        get => _desk.RefreshTokenLifetime;
        set => _desk.RefreshTokenLifetime = Lifetime(value);
    }

    /// <summary>How many requests there were since the start, whatever came of them.</summary>
    public long RequestsSeen => Interlocked.Read(ref _requestsSeen);

    /// <summary>How many of them asked for a token with an id and a secret.</summary>
    public long ClientCredentialsSeen => Interlocked.Read(ref _clientCredentialsSeen);

    /// <summary>How many of them asked for a token with a refresh token.</summary>
    public long RefreshesSeen => Interlocked.Read(ref _refreshesSeen);

    /// <summary>How many access tokens were issued, those of lost answers included.</summary>
    public long TokensIssued => _desk.TokensIssued;

    /// <summary>
    /// How often a refresh token came that had been used before. It is answered with <c>invalid_grant</c>, and every refresh token
    /// that descends from the same client credentials is worth nothing from then on; access tokens live to their end.
    /// (RFC 9700, section 4.14.2)
    /// </summary>
    public long ReusedRefreshTokens => _desk.ReusedRefreshTokens;

    internal IssuerMode Mode => _mode;

    internal TimeProvider Time { get; }

    /// <summary>Lets a client have tokens. One that is known has this secret from now on, and no other.</summary>
    /// <param name="id">Shown as <see cref="GatewayConnection.Owner"/>, so no secret.</param>
    /// <param name="secret">Kept as a hash.</param>
    /// <exception cref="ArgumentException">Either is empty.</exception>
    public void AddClient(string id, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(secret);
        _desk.AddClient(id, secret);
    }

    /// <summary>Judges the requests from now on by what they say, as at first.</summary>
    public void Accept() => _mode = new IssuerMode.Accept();

    /// <summary>Answers the requests from now on with this status, and does nothing else.</summary>
    /// <param name="status">400 to 599.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header, rounded up to whole seconds.</param>
    /// <param name="error">The <c>error</c> of the answer, such as <c>invalid_grant</c> (RFC 6749, section 5.2); null for no body.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status or the wait is out of range.</exception>
    public void Refuse(int status, TimeSpan? retryAfter = null, string? error = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        if (retryAfter is { } wait)
            ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero, nameof(retryAfter));

        _mode = new IssuerMode.Refuse(new IssuerAnswer.Refused(status, error) { RetryAfter = retryAfter });
    }

    /// <summary>Answers the requests from now on as at first, but after a while. For a client that gives up before, nothing is done.</summary>
    /// <param name="delay">At most 49 days.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative or too long.</exception>
    public void Delay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, TimeSpan.FromDays(49));
        _mode = new IssuerMode.Delay(delay);
    }

    /// <summary>
    /// Leaves the requests from now on without an answer, TCP open, and does nothing else. Those already left so stay so until the
    /// client gives up or the server stops.
    /// </summary>
    public void Ignore() => _mode = new IssuerMode.Ignore();

    /// <summary>
    /// Does what the requests from now on ask for, and breaks TCP off in place of the answer. A refresh token is then used although
    /// its client does not have the next.
    /// </summary>
    public void LoseAnswers() => _mode = new IssuerMode.LoseAnswers();

    internal void Count(IssuerRequest request)
    {
        Interlocked.Increment(ref _requestsSeen);
        if (request is IssuerRequest.ForClient)
            Interlocked.Increment(ref _clientCredentialsSeen);
        else if (request is IssuerRequest.Refresh)
            Interlocked.Increment(ref _refreshesSeen);
    }

    internal IssuerAnswer Serve(IssuerRequest request) => _desk.Serve(request);

    private static TimeSpan Lifetime(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(36_525));
        return value;
    }
}
