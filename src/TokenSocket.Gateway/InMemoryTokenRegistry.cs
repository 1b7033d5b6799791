namespace TokenSocket.Gateway;

/// <summary>
/// Tokens of one process, gone with it. Thread-safe. It keeps hashes, so neither a debugger nor a dump shows a token; it
/// remembers the deleted ones for as long as it lives, and forgets those that have expired.
/// </summary>
/// <param name="time">The clock that lifetimes go by; the system's by default.</param>
public sealed class InMemoryTokenRegistry(TimeProvider? time = null) : ITokenRegistry
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly ExpiryQueue<Entry> _expiring = new();

    /// <summary>Issues a random token of 256 bits, safe in a header, a query and a subprotocol.</summary>
    /// <param name="owner">Whom it is for; shown as <see cref="GatewayConnection.Owner"/>, so no secret.</param>
    /// <param name="lifetime">After this it is unknown; null for never.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not more than zero, or ends after the calendar.</exception>
    public string IssueRandom(string? owner = null, TimeSpan? lifetime = null)
    {
        string token = SecretHash.NewSecret();
        Issue(token, owner, lifetime);
        return token;
    }

    /// <summary>
    /// Issues this token. One that was deleted or has expired is valid again; one that is already issued stays as it is, with the
    /// lifetime that it has.
    /// </summary>
    /// <param name="token">Visible ASCII, without blanks at its ends: what a header carries unchanged.</param>
    /// <param name="owner">Whom it is for; shown as <see cref="GatewayConnection.Owner"/>, so no secret.</param>
    /// <param name="lifetime">
    /// After this it is unknown, and its live connection is closed unless <see cref="TokenGatewayOptions.CloseWhenTokenExpires"/> says
    /// otherwise; null for never.
    /// </param>
    /// <exception cref="ArgumentException">The token is empty, or a header would not carry it unchanged.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not more than zero, or ends after the calendar.</exception>
    public void Issue(string token, string? owner = null, TimeSpan? lifetime = null)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length == 0 || token.AsSpan().Trim().Length != token.Length || token.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new ArgumentException("A token must be visible ASCII characters, not empty, without blanks at its ends.", nameof(token));
        if (lifetime is { } length)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero, nameof(lifetime));

        var issued = new Entry(SecretHash.Of(token), owner, _time.GetUtcNow() + lifetime);
        lock (_lock)
        {
            ForgetExpired();
            if (_entries.TryGetValue(issued.Key, out Entry? entry) && !entry.IsDeleted && !HasExpired(entry))
                return;

            _entries[issued.Key] = issued;
            if (issued.ExpiresAt is { } end)
                _expiring.Add(issued, end);
        }
    }

    /// <summary>Deletes a token. Its live connection, if there is one, is closed with 4004.</summary>
    /// <returns>False if no such token was issued, it has been deleted before, or it has expired and no connection holds it.</returns>
    public bool Delete(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        Lease? holder;
        lock (_lock)
        {
            ForgetExpired();
            if (!_entries.TryGetValue(SecretHash.Of(token), out Entry? entry) || entry.IsDeleted)
                return false;

            entry.IsDeleted = true;
            holder = entry.Holder;
        }

        holder?.Delete();
        return true;
    }

    /// <inheritdoc/>
    public ValueTask<TokenClaim> ClaimAsync(string token, string connectionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Claim(SecretHash.Of(token)));
    }

    private TokenClaim Claim(string key)
    {
        lock (_lock)
        {
            ForgetExpired();
            if (!_entries.TryGetValue(key, out Entry? entry))
                return new TokenClaim.Unknown();
            if (entry.IsDeleted)
                return new TokenClaim.Deleted();
            if (HasExpired(entry))
                return new TokenClaim.Unknown();
            if (entry.Holder is not null)
                return new TokenClaim.InUse();

            entry.Holder = new Lease(this, entry);
            return new TokenClaim.Granted(entry.Holder);
        }
    }

    private void Release(Entry entry, Lease lease)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(entry.Holder, lease))
                return;

            entry.Holder = null;
            if (HasExpired(entry))
                Forget(entry);
        }
    }

    private bool HasExpired(Entry entry) => entry.ExpiresAt <= _time.GetUtcNow();

    private void ForgetExpired()
    {
        foreach (Entry entry in _expiring.TakeExpired(_time.GetUtcNow()))
            Forget(entry);
    }

    // One that is held can still be deleted; it is forgotten when it is released.
    private void Forget(Entry entry)
    {
        if (entry is { IsDeleted: false, Holder: null } && _entries.GetValueOrDefault(entry.Key) == entry)
            _entries.Remove(entry.Key);
    }

    private sealed class Entry(string key, string? owner, DateTimeOffset? expiresAt)
    {
        public string Key { get; } = key;

        public string? Owner { get; } = owner;

        public DateTimeOffset? ExpiresAt { get; } = expiresAt;

        public bool IsDeleted { get; set; }

        public Lease? Holder { get; set; }
    }

    private sealed class Lease(InMemoryTokenRegistry registry, Entry entry) : ITokenLease
    {
        private readonly CancellationTokenSource _deleted = new();

        public string? Owner => entry.Owner;

        public DateTimeOffset? ExpiresAt => entry.ExpiresAt;

        public CancellationToken Deleted => _deleted.Token;

        // Outside the registry's lock: what the gateway does at a deletion may come back to the registry.
        public void Delete() => _deleted.Cancel();

        // The source has no timer and no wait handle, and a deletion may be under way on another thread: nothing to dispose.
        public ValueTask DisposeAsync()
        {
            registry.Release(entry, this);
            return ValueTask.CompletedTask;
        }
    }
}
