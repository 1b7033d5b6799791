namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>One token that the registry was asked for once, and the sessions here that live on the answer.</summary>
internal sealed class SharedToken(Func<Task<TokenClaim?>> ask)
{
    private readonly Lazy<Task<TokenClaim?>> _claim = new(ask);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the registry said; null if it failed. Not to be asked for under a lock.</summary>
    public Task<TokenClaim?> Claim => _claim.Value;

    /// <summary>How many sessions want or have it; with none it is being given back. Under the lock of the table.</summary>
    public int Users { get; set; }

    /// <summary>Completes when it has been given back, and may be claimed anew.</summary>
    public Task Gone => _gone.Task;

    public void ReportGone() => _gone.TrySetResult();
}
