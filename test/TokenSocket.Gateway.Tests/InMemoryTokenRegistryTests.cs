namespace TokenSocket.Gateway.Tests;

internal sealed class InMemoryTokenRegistryTests
{
    private InMemoryTokenRegistry _registry = null!;

    [SetUp]
    public void Start() => _registry = new InMemoryTokenRegistry();

    [Test]
    public async Task Token_that_nobody_issued_is_unknown()
    {
        Assert.That(await ClaimAsync("other"), Is.InstanceOf<TokenClaim.Unknown>());
    }

    [Test]
    public async Task Issued_token_is_granted_once_until_it_is_released()
    {
        _registry.Issue("secret", "alice");

        ITokenLease lease = await GrantedAsync("secret");
        Assert.That(lease.Owner, Is.EqualTo("alice"));
        Assert.That(await ClaimAsync("secret"), Is.InstanceOf<TokenClaim.InUse>());

        await lease.DisposeAsync();
        Assert.That(await ClaimAsync("secret"), Is.InstanceOf<TokenClaim.Granted>());
    }

    [Test]
    public async Task Lease_disposed_twice_does_not_release_the_next_holder()
    {
        _registry.Issue("secret");
        ITokenLease first = await GrantedAsync("secret");
        await first.DisposeAsync();
        await GrantedAsync("secret");

        await first.DisposeAsync();

        Assert.That(await ClaimAsync("secret"), Is.InstanceOf<TokenClaim.InUse>());
    }

    [Test]
    public async Task Deletion_tells_the_holder_and_is_remembered()
    {
        _registry.Issue("secret");
        ITokenLease lease = await GrantedAsync("secret");

        Assert.That(_registry.Delete("secret"), Is.True);

        Assert.That(lease.Deleted.IsCancellationRequested, Is.True);
        Assert.That(await ClaimAsync("secret"), Is.InstanceOf<TokenClaim.Deleted>());
    }

    [Test]
    public void Deletion_of_what_is_not_there_says_so()
    {
        _registry.Issue("secret");

        Assert.That(_registry.Delete("other"), Is.False);
        Assert.That(_registry.Delete("secret"), Is.True);
        Assert.That(_registry.Delete("secret"), Is.False);
    }

    [Test]
    public async Task Deleted_token_can_be_issued_anew_while_its_old_connection_still_ends()
    {
        _registry.Issue("secret");
        ITokenLease old = await GrantedAsync("secret");
        _registry.Delete("secret");

        _registry.Issue("secret");
        ITokenLease lease = await GrantedAsync("secret");
        await old.DisposeAsync();

        Assert.That(lease.Deleted.IsCancellationRequested, Is.False);
        Assert.That(await ClaimAsync("secret"), Is.InstanceOf<TokenClaim.InUse>());
    }

    [Test]
    public async Task Token_issued_twice_stays_with_its_holder()
    {
        _registry.Issue("secret");
        await GrantedAsync("secret");

        _registry.Issue("secret");

        Assert.That(await ClaimAsync("secret"), Is.InstanceOf<TokenClaim.InUse>());
    }

    [Test]
    public async Task Registry_is_not_locked_while_the_holder_is_told_of_the_deletion()
    {
        _registry.Issue("secret");
        bool answered = false;
        ITokenLease lease = await GrantedAsync("secret");
        await using CancellationTokenRegistration told = lease.Deleted.Register(
            () => answered = Task.Run(async () => await ClaimAsync("secret")).Wait(TimeSpan.FromSeconds(5)));

        _registry.Delete("secret");

        Assert.That(answered, Is.True);
    }

    [Test]
    public async Task Of_a_thousand_claims_at_once_one_is_granted()
    {
        _registry.Issue("secret");
        int granted = 0;

        await Parallel.ForAsync(0, 1000, async (_, _) =>
        {
            if (await ClaimAsync("secret") is TokenClaim.Granted)
                Interlocked.Increment(ref granted);
        });

        Assert.That(granted, Is.EqualTo(1));
    }

    [Test]
    public void Claim_that_was_given_up_holds_nothing()
    {
        _registry.Issue("secret");

        Assert.That(
            async () => await _registry.ClaimAsync("secret", "1", new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await ClaimAsync("secret"), Is.InstanceOf<TokenClaim.Granted>());
    }

    [Test]
    public void Random_tokens_are_43_characters_and_never_the_same()
    {
        string[] tokens = [.. Enumerable.Range(0, 100).Select(_ => _registry.IssueRandom())];

        Assert.That(tokens, Is.Unique);
        Assert.That(tokens, Is.All.Match("^[A-Za-z0-9_-]{43}$"));
    }

    [TestCase("")]
    [TestCase(" secret")]
    [TestCase("secret ")]
    [TestCase("sec\r\nret")]
    [TestCase("sécret")]
    public void Token_that_a_header_would_not_carry_is_refused_without_being_shown(string token)
    {
        ArgumentException? fault = Assert.Throws<ArgumentException>(() => _registry.Issue(token));

        if (token.Length > 0)
            Assert.That(fault!.ToString(), Does.Not.Contain(token));
    }

    [Test]
    public async Task Token_is_in_nothing_that_can_be_printed()
    {
        _registry.Issue("secret-token", "alice");
        TokenClaim claim = await ClaimAsync("secret-token");

        string printed = string.Join(' ', (object)_registry, claim, ((TokenClaim.Granted)claim).Lease);

        Assert.That(printed, Does.Not.Contain("secret-token"));
    }

    private ValueTask<TokenClaim> ClaimAsync(string token) => _registry.ClaimAsync(token, "connection", CancellationToken.None);

    private async Task<ITokenLease> GrantedAsync(string token) => ((TokenClaim.Granted)await ClaimAsync(token)).Lease;
}
