using TokenSocket.Testing;

namespace TokenSocket.Gateway.Tests;

/// <summary>Tokens in memory that end by themselves.</summary>
internal sealed class TokenLifetimeTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private VirtualTime _time = null!;
    private InMemoryTokenRegistry _registry = null!;

    [SetUp]
    public void Start()
    {
        _time = new VirtualTime();
        _registry = new InMemoryTokenRegistry(_time);
        _registry.Issue("secret", "alice", Lifetime);
    }

    [Test]
    public async Task Expired_token_is_unknown()
    {
        _time.Advance(Lifetime);

        Assert.That(await ClaimAsync(), Is.InstanceOf<TokenClaim.Unknown>());
    }

    [Test]
    public async Task Token_is_granted_until_its_end_and_the_lease_says_when_that_is()
    {
        _time.Advance(Lifetime - TimeSpan.FromTicks(1));

        Assert.That((await GrantedAsync()).ExpiresAt, Is.EqualTo(_time.GetUtcNow() + TimeSpan.FromTicks(1)));
    }

    [Test]
    public async Task Token_without_a_lifetime_never_ends()
    {
        _registry.Issue("other");

        _time.Advance(TimeSpan.FromDays(3650));

        Assert.That(await ClaimAsync("other"), Is.InstanceOf<TokenClaim.Granted>());
    }

    [Test]
    public async Task Token_issued_twice_keeps_its_lifetime()
    {
        _registry.Issue("secret", "alice", Lifetime * 2);

        _time.Advance(Lifetime);

        Assert.That(await ClaimAsync(), Is.InstanceOf<TokenClaim.Unknown>());
    }

    [Test]
    public async Task Expired_token_can_be_issued_anew_while_its_old_connection_is_up()
    {
        ITokenLease old = await GrantedAsync();
        _time.Advance(Lifetime);

        _registry.Issue("secret", "alice", Lifetime);
        await GrantedAsync();
        await old.DisposeAsync();

        Assert.That(await ClaimAsync(), Is.InstanceOf<TokenClaim.InUse>());
    }

    [Test]
    public void Expired_token_cannot_be_deleted()
    {
        _time.Advance(Lifetime);

        Assert.That(_registry.Delete("secret"), Is.False);
    }

    [Test]
    public async Task Connection_that_outlives_its_token_still_hears_of_the_deletion()
    {
        ITokenLease lease = await GrantedAsync();
        _time.Advance(Lifetime);

        Assert.That(await ClaimAsync(), Is.InstanceOf<TokenClaim.Unknown>());
        Assert.That((_registry.Delete("secret"), lease.Deleted.IsCancellationRequested), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Expired_token_is_forgotten_with_its_connection()
    {
        ITokenLease lease = await GrantedAsync();
        _time.Advance(Lifetime);
        _registry.Issue("other");

        await lease.DisposeAsync();

        Assert.That(_registry.Delete("secret"), Is.False);
    }

    [Test]
    public async Task Deleted_token_is_remembered_past_its_end()
    {
        _registry.Delete("secret");

        _time.Advance(Lifetime);

        Assert.That(await ClaimAsync(), Is.InstanceOf<TokenClaim.Deleted>());
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(long.MaxValue)]
    public void Lifetime_that_is_none_is_refused(long ticks)
    {
        Assert.That(() => _registry.IssueRandom(lifetime: TimeSpan.FromTicks(ticks)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private ValueTask<TokenClaim> ClaimAsync(string token = "secret") => _registry.ClaimAsync(token, "connection", CancellationToken.None);

    private async Task<ITokenLease> GrantedAsync() => ((TokenClaim.Granted)await ClaimAsync()).Lease;
}
