namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>
/// Claims capability tokens. Unlike the tokens of other dialects, one may open several connections at a time, as a client's old and
/// new one while it reconnects: the registry grants it once, and the sessions share the lease. Thread-safe.
/// </summary>
/// <param name="registry">Judges the tokens.</param>
/// <param name="patience">How long it may take to judge or to release one.</param>
/// <param name="time">The clock.</param>
/// <param name="reportFailure">Is told the id of the session and what the registry threw, without the token.</param>
internal sealed class SharedTokens(ITokenRegistry registry, TimeSpan patience, TimeProvider time, Action<string, string> reportFailure)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SharedToken> _tokens = new(StringComparer.Ordinal);

    /// <returns>Null if the registry failed; that has been reported. A lease is this caller's share.</returns>
    public async Task<TokenClaim?> ClaimAsync(string token, string sessionId)
    {
        string key = SecretHash.Of(token);
        SharedToken shared = await EnterAsync(key, () => AskAsync(token, sessionId)).ConfigureAwait(false);
        if (await shared.Claim.ConfigureAwait(false) is not TokenClaim.Granted { Lease: var lease })
        {
            await LeaveAsync(key, shared, release: null).ConfigureAwait(false);
            return await shared.Claim.ConfigureAwait(false);
        }

        var share = new Share(lease, () => LeaveAsync(key, shared, () => ReleaseAsync(lease, sessionId)));
        TokenClaim? end = lease.Deleted.IsCancellationRequested ? new TokenClaim.Deleted()
            : lease.ExpiresAt <= time.GetUtcNow() ? new TokenClaim.Unknown()
            : null;
        if (end is not null)
            await share.DisposeAsync().ConfigureAwait(false);

        return end ?? new TokenClaim.Granted(share);
    }

    private async Task<SharedToken> EnterAsync(string key, Func<Task<TokenClaim?>> ask)
    {
        while (true)
        {
            SharedToken? shared;
            lock (_lock)
            {
                if (!_tokens.TryGetValue(key, out shared))
                    return _tokens[key] = new SharedToken(ask) { Users = 1 };

                if (shared.Users > 0)
                {
                    shared.Users++;
                    return shared;
                }
            }

            await shared.Gone.ConfigureAwait(false);
        }
    }

    private async Task LeaveAsync(string key, SharedToken shared, Func<Task>? release)
    {
        lock (_lock)
        {
            if (--shared.Users > 0)
                return;
        }

        if (release is not null)
            await release().ConfigureAwait(false);

        lock (_lock)
        {
            _tokens.Remove(key);
        }

        shared.ReportGone();
    }

    private async Task<TokenClaim?> AskAsync(string token, string sessionId)
    {
        using var given = new CancellationTokenSource(patience, time);
        try
        {
            return await registry.ClaimAsync(token, sessionId, given.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            reportFailure(sessionId, exception.ToString().Replace(token, "***", StringComparison.Ordinal));
            return null;
        }
    }

    private async Task ReleaseAsync(ITokenLease lease, string sessionId)
    {
        try
        {
            await lease.DisposeAsync().AsTask().WaitAsync(patience, time).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever the text of a registry's exception holds: the token is not at hand here to be struck out.
            reportFailure(sessionId, exception.GetType().Name);
        }
    }

    private sealed class Share(ITokenLease lease, Func<Task> release) : ITokenLease
    {
        private int _isReleased;

        public string? Owner => lease.Owner;

        public DateTimeOffset? ExpiresAt => lease.ExpiresAt;

        public CancellationToken Deleted => lease.Deleted;

        public ValueTask DisposeAsync() => Interlocked.Exchange(ref _isReleased, 1) == 1 ? ValueTask.CompletedTask : new ValueTask(release());
    }
}
