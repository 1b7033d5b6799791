namespace TokenSocket.Credentials;

/// <summary>Fetches tokens with a client id and its secret, and refreshes them ahead of their end (RFC 6749, sections 4.4 and 6).</summary>
/// <remarks>
/// Thread-safe, and to be shared: whoever asks while a request is under way waits for that one. A cancelled wait ends the waiting alone, for the
/// answer may hold the only refresh token that still works. A refresh token is sent once: if the answer is lost, the next request takes the
/// client's credentials. A refresh that is refused is tried once more with them. While an issuer fails, or refuses for good, a token that
/// still lives is given, and the issuer is left in peace for as long as it asks, else for 5, 10, 20, 40, 60 seconds. A request may take 10 seconds.
/// </remarks>
public sealed class OAuthTokenProvider : ITokenProvider, IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationToken _ended;
    private readonly OAuthEndpoint _endpoint;
    private readonly WatchedTokenFile _secretFile;
    private readonly ChangeListeners _listeners;
    private readonly TimeSpan? _refreshTokenLifetime;
    private readonly TimeProvider _time;
    private OAuthState _state = new();
    private Task<OAuthOutcome>? _flight;
    private bool _disposed;

    /// <param name="options">Where and how to ask; copied.</param>
    /// <param name="time">Measures ages and timeouts; null for the system's clock.</param>
    /// <param name="handler">
    /// Carries the requests, and is disposed with this; null for one without redirects and cookies. Another must neither follow redirects nor repeat
    /// requests, for a refresh token can be used once.
    /// </param>
    /// <exception cref="ArgumentException">The options are not good; it lists every fault.</exception>
    public OAuthTokenProvider(OAuthOptions options, TimeProvider? time = null, HttpMessageHandler? handler = null)
        : this(options, time ?? TimeProvider.System, () => handler ?? OAuthHandler.Create(options.TokenUrl), new ChangeListeners())
    {
    }

    /// <param name="options">Where and how to ask; copied.</param>
    /// <param name="time">The clock.</param>
    /// <param name="handler">Makes what carries the requests; not called for options that are not good.</param>
    /// <param name="listeners">Who is told where another token can be had.</param>
    internal OAuthTokenProvider(OAuthOptions options, TimeProvider time, Func<HttpMessageHandler> handler, ChangeListeners listeners)
    {
        ArgumentNullException.ThrowIfNull(options);
        var copy = options with { };
        var faults = new List<string>();
        OAuthCheck.Check(copy, (key, sentence) => faults.Add($"{key} {sentence}"));
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        }

        // Taken here, for a source that is disposed gives none.
        _ended = _ending.Token;
        (_time, _listeners) = (time, listeners);
        _refreshTokenLifetime = copy.SpokenTo.RefreshTokenLifetime;
        _endpoint = new OAuthEndpoint(copy, _time, handler());
        var secretFile = copy.ClientSecretFile is { Length: > 0 } file ? file : null;
        _secretFile = new WatchedTokenFile(() => _state.IsRefused && !_disposed ? secretFile : null, _time, listeners);
    }

    /// <summary>Gives the token that is at hand unless it is due, was rejected, or a fresh one is asked for; else the next one.</summary>
    /// <param name="request">Why it is asked. An expiring token that was fetched in the first half of its time is not fetched again.</param>
    /// <param name="cancellationToken">Ends the waiting; a request under way goes on.</param>
    /// <returns>A token, with the times of its end and of its refresh where its lifetime is known.</returns>
    /// <exception cref="TokenUnavailableException">The issuer gives none, and no other will do.</exception>
    /// <exception cref="ObjectDisposedException">This is disposed.</exception>
    public async ValueTask<AccessToken?> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (AnswerOrFlight(request, out var flight) is { } token)
        {
            return token;
        }

        var outcome = await flight!.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Conclude(request, outcome);
    }

    /// <summary>
    /// Has it tell that a token can be had again after the issuer had refused one for good: another client got one, or another secret has come
    /// into <see cref="OAuthOptions.ClientSecretFile"/>, which is looked at every 2 seconds until then.
    /// </summary>
    /// <param name="changed">Called on any thread.</param>
    /// <returns>Ends the telling when it is disposed.</returns>
    public IDisposable OnChange(Action changed) => _listeners.Add(changed);

    /// <summary>Ends the request under way; who waits for it sees <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        _ending.Cancel();
        _endpoint.Dispose();
        _ending.Dispose();
    }

    private AccessToken? AnswerOrFlight(TokenRequest request, out Task<OAuthOutcome>? flight)
    {
        TaskCompletionSource<OAuthOutcome> landing;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _state = _state.Without(request);
            flight = _flight;
            if (_state.Answer(request, OAuthMoment.Of(_time)) is { } token)
            {
                return token;
            }

            if (flight is not null)
            {
                return null;
            }

            landing = new TaskCompletionSource<OAuthOutcome>();
            flight = _flight = landing.Task;
        }

        // Outside of the lock, for a handler may do as it likes.
        _ = FlyAsync(landing);
        return null;
    }

    private async Task FlyAsync(TaskCompletionSource<OAuthOutcome> landing)
    {
        var outcome = await AskAsync().ConfigureAwait(false);
        if (outcome is OAuthOutcome.Refused { FallsBack: true })
        {
            // The refresh token is gone, so this takes the client's credentials.
            outcome = await AskAsync().ConfigureAwait(false);
        }

        lock (_gate)
        {
            _flight = null;
        }

        landing.SetResult(outcome);
    }

    private async Task<OAuthOutcome> AskAsync()
    {
        var sentAt = OAuthMoment.Of(_time);
        OAuthRefreshToken? refresh;
        lock (_gate)
        {
            refresh = _state.RefreshToSend(_refreshTokenLifetime, sentAt);
        }

        var outcome = await _endpoint.AskAsync(refresh, sentAt, _ended).ConfigureAwait(false);
        bool wasRefused;
        lock (_gate)
        {
            wasRefused = _state.IsRefused;
            _state = _state.After(outcome, refresh, OAuthMoment.Of(_time));
        }

        if (outcome is OAuthOutcome.Refused { Permanent: true, FallsBack: false } refused)
        {
            _secretFile.LookForOtherThan(refused.Secret);
        }
        else if (wasRefused && outcome is OAuthOutcome.Granted)
        {
            _listeners.Tell();
        }

        return outcome;
    }

    private AccessToken Conclude(TokenRequest request, OAuthOutcome outcome)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var now = OAuthMoment.Of(_time);
            return outcome switch
            {
                OAuthOutcome.Granted granted => granted.Access.AsGiven(now),
                OAuthOutcome.Refused refused => _state.AnswerWithoutAsking(request, now) ?? throw Refusal(refused, request, now),
                _ => throw new InvalidOperationException(),
            };
        }
    }

    private TokenUnavailableException Refusal(OAuthOutcome.Refused refused, TokenRequest request, OAuthMoment now) => new(refused.Sentence, refused.Permanent)
    {
        RetryAfter = request.Why == TokenReason.Expiring && !refused.Permanent ? _state.Pause?.Left(now, hasToken: true) : refused.RetryAfter,
    };
}
