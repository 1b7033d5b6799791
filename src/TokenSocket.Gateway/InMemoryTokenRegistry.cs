using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TokenSocket.Gateway;

/// <summary>
/// Tokens of one process, gone with it. Thread-safe. It keeps hashes, so neither a debugger nor a dump shows a token, and
/// it remembers the deleted ones for as long as it lives.
/// </summary>
public sealed class InMemoryTokenRegistry : ITokenRegistry
{
    private const int RandomBytes = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Issues a random token of 256 bits, safe in a header, a query and a subprotocol.</summary>
    /// <param name="owner">Whom it is for; shown as <see cref="GatewayConnection.Owner"/>, so no secret.</param>
    public string IssueRandom(string? owner = null)
    {
        string token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        Issue(token, owner);
        return token;
    }

    /// <summary>Issues this token. One that was deleted is valid again; one that is already issued stays as it is.</summary>
    /// <param name="token">Visible ASCII, without blanks at its ends: what a header carries unchanged.</param>
    /// <param name="owner">Whom it is for; shown as <see cref="GatewayConnection.Owner"/>, so no secret.</param>
    /// <exception cref="ArgumentException">The token is empty, or a header would not carry it unchanged.</exception>
    public void Issue(string token, string? owner = null)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length == 0 || token.AsSpan().Trim().Length != token.Length || token.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new ArgumentException("A token must be visible ASCII characters, not empty, without blanks at its ends.", nameof(token));

        string key = KeyOf(token);
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out Entry? entry) || entry.IsDeleted)
                _entries[key] = new Entry(owner);
        }
    }

    /// <summary>Deletes a token. Its live connection, if there is one, is closed with 4004.</summary>
    /// <returns>False if no such token was issued, or it has been deleted before.</returns>
    public bool Delete(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        Lease? holder;
        lock (_lock)
        {
            if (!_entries.TryGetValue(KeyOf(token), out Entry? entry) || entry.IsDeleted)
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
        return ValueTask.FromResult(Claim(KeyOf(token)));
    }

    private static string KeyOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private TokenClaim Claim(string key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out Entry? entry))
                return new TokenClaim.Unknown();
            if (entry.IsDeleted)
                return new TokenClaim.Deleted();
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
            if (ReferenceEquals(entry.Holder, lease))
                entry.Holder = null;
        }
    }

    private sealed class Entry(string? owner)
    {
        public string? Owner { get; } = owner;

        public bool IsDeleted { get; set; }

        public Lease? Holder { get; set; }
    }

    private sealed class Lease(InMemoryTokenRegistry registry, Entry entry) : ITokenLease
    {
        private readonly CancellationTokenSource _deleted = new();

        public string? Owner => entry.Owner;

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
