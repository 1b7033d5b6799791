using TokenSocket.Gateway.Sessions.Pusher;
using TokenSocket.Testing;

namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

internal sealed class SharedTokensTests
{
    private readonly Stage _stage = new();

    [Test]
    public async Task Lets_two_connections_live_on_one_token_until_the_last_has_gone()
    {
        _stage.Registry.Issue("one");
        ITokenLease first = await LeaseAsync("one");
        ITokenLease second = await LeaseAsync("one");

        await first.DisposeAsync();
        await first.DisposeAsync();
        TokenClaim held = await _stage.Registry.ClaimAsync("one", "elsewhere", default);
        await second.DisposeAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(held, Is.InstanceOf<TokenClaim.InUse>());
            Assert.That(await _stage.Registry.ClaimAsync("one", "elsewhere", default), Is.InstanceOf<TokenClaim.Granted>());
        }
    }

    [Test]
    public async Task Does_not_share_a_token_that_was_deleted_meanwhile()
    {
        _stage.Registry.Issue("gone");
        await LeaseAsync("gone");

        _stage.Registry.Delete("gone");

        Assert.That(await _stage.Tokens.ClaimAsync("gone", "second"), Is.InstanceOf<TokenClaim.Deleted>());
    }

    [Test]
    public async Task Does_not_share_a_token_that_has_expired_meanwhile()
    {
        _stage.Registry.Issue("old", lifetime: TimeSpan.FromMinutes(1));
        await LeaseAsync("old");

        _stage.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(await _stage.Tokens.ClaimAsync("old", "second"), Is.InstanceOf<TokenClaim.Unknown>());
    }

    [Test]
    public async Task Asks_again_for_a_token_that_was_unknown()
    {
        TokenClaim? before = await _stage.Tokens.ClaimAsync("late", "first");
        _stage.Registry.Issue("late");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.InstanceOf<TokenClaim.Unknown>());
            Assert.That(await _stage.Tokens.ClaimAsync("late", "second"), Is.InstanceOf<TokenClaim.Granted>());
        }
    }

    [Test]
    public async Task Waits_until_a_token_has_been_given_back()
    {
        var lease = new SlowLease();
        var tokens = new SharedTokens(new OneLease(lease), TimeSpan.FromSeconds(5), new VirtualTime(), (_, _) => { });
        var first = (TokenClaim.Granted)(await tokens.ClaimAsync("t", "first"))!;
        Task leaving = first.Lease.DisposeAsync().AsTask();

        Task<TokenClaim?> second = tokens.ClaimAsync("t", "second");
        bool early = second.IsCompleted;
        lease.Released.SetResult();
        await leaving;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(early, Is.False);
            Assert.That(await second, Is.InstanceOf<TokenClaim.Granted>());
        }
    }

    [Test]
    public async Task Reports_what_a_registry_throws_without_the_token()
    {
        var failures = new List<string>();
        var tokens = new SharedTokens(new OneLease(lease: null), TimeSpan.FromSeconds(5), new VirtualTime(), (_, failure) => failures.Add(failure));

        TokenClaim? claim = await tokens.ClaimAsync("s3cret", "first");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(claim, Is.Null);
            Assert.That(failures, Has.Count.EqualTo(1));
            Assert.That(failures[0], Does.Contain("***").And.Not.Contain("s3cret"));
        }
    }

    private async Task<ITokenLease> LeaseAsync(string token) => ((TokenClaim.Granted)(await _stage.Tokens.ClaimAsync(token, "session"))!).Lease;

    private sealed class SlowLease : ITokenLease
    {
        public TaskCompletionSource Released { get; } = new();

        public string? Owner => null;

        public CancellationToken Deleted => CancellationToken.None;

        public async ValueTask DisposeAsync() => await Released.Task;
    }

    private sealed class OneLease(ITokenLease? lease) : ITokenRegistry
    {
        public ValueTask<TokenClaim> ClaimAsync(string token, string connectionId, CancellationToken cancellationToken) =>
            lease is null ? throw new InvalidOperationException($"No room for {token}.") : new(new TokenClaim.Granted(lease));
    }
}
