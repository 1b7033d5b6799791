namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>The token that one session of V2 lives on, watched until it is disposed. The token itself is not in it.</summary>
/// <remarks>sockudo, crates/sockudo-adapter/src/handler/auth_tokens.rs.</remarks>
internal sealed class CapabilityToken(ITokenLease lease, TimeSpan grace, TimeProvider time) : IAsyncDisposable
{
    private CancellationTokenRegistration _deleted;
    private ExpiryTimer? _expiry;
    private ITimer? _overdue;

    public string? Owner => lease.Owner;

    public DateTimeOffset? ExpiresAt => lease.ExpiresAt;

    /// <summary>Called once. An end that has come already is told before this returns.</summary>
    public void Watch(Action<CapabilityToken, TokenEnd> tell)
    {
        _deleted = lease.Deleted.UnsafeRegister(_ => tell(this, TokenEnd.Revoked), state: null);
        if (lease.ExpiresAt is not { } end)
            return;

        _overdue = time.CreateTimer(_ => tell(this, TokenEnd.Overdue), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _expiry = new ExpiryTimer(end, () => Expire(tell), time);
    }

    public ValueTask DisposeAsync()
    {
        // Not disposed: that would wait for a deletion under way, which may wait for the lock of the caller.
        _deleted.Unregister();
        _expiry?.Dispose();
        _overdue?.Dispose();
        return lease.DisposeAsync();
    }

    private void Expire(Action<CapabilityToken, TokenEnd> tell)
    {
        _overdue!.Change(grace, Timeout.InfiniteTimeSpan);
        tell(this, TokenEnd.Expired);
    }
}
