namespace TokenSocket.Gateway;

/// <summary>An accepted connection's claim on its token and its place in the list: given back once, however it ends.</summary>
internal sealed class HeldToken(ITokenLease lease, Action leave, Action<string> reportFailure, TimeSpan patience, TimeProvider time)
{
    private int _isReleased;

    /// <summary>Never throws, and waits no longer than the patience: a registry that hangs must not keep the connection.</summary>
    public async Task ReleaseAsync()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 1)
            return;

        leave();
        try
        {
            await lease.DisposeAsync().AsTask().WaitAsync(patience, time).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            reportFailure(exception.ToString());
        }
    }
}
