using TokenSocket.Gateway.Issuing;

namespace TokenSocket.Gateway.Tests.Issuing;

/// <summary>Each refresh token can be used once, and brings the next.</summary>
internal sealed class RotationTests
{
    private const string InvalidGrant = "400 invalid_grant";

    private IssuerDesk _desk = null!;

    [SetUp]
    public void Start() => _desk = new IssuerDesk();

    [Test]
    public void Refresh_brings_another_token_of_each_kind()
    {
        IssuerAnswer.Issued first = _desk.Issue();

        var second = (IssuerAnswer.Issued)_desk.Refresh(first.RefreshToken);
        var third = (IssuerAnswer.Issued)_desk.Refresh(second.RefreshToken);

        Assert.That(new[] { first, second, third }.SelectMany(issued => new[] { issued.AccessToken, issued.RefreshToken }), Is.Unique);
        Assert.That((_desk.Issuer.TokensIssued, _desk.Issuer.ReusedRefreshTokens), Is.EqualTo((3, 0)));
    }

    [Test]
    public void Token_used_twice_is_worth_nothing_nor_is_what_came_of_it()
    {
        IssuerAnswer.Issued first = _desk.Issue();
        var second = (IssuerAnswer.Issued)_desk.Refresh(first.RefreshToken);

        Assert.That(IssuerDesk.Show(_desk.Refresh(first.RefreshToken)), Is.EqualTo(InvalidGrant));
        Assert.That(IssuerDesk.Show(_desk.Refresh(second.RefreshToken)), Is.EqualTo(InvalidGrant));

        Assert.That((_desk.Issuer.TokensIssued, _desk.Issuer.ReusedRefreshTokens), Is.EqualTo((2, 1)));
    }

    [Test]
    public void Reuse_does_no_harm_to_another_family()
    {
        IssuerAnswer.Issued other = _desk.Issue();
        IssuerAnswer.Issued first = _desk.Issue();
        _desk.Refresh(first.RefreshToken);
        _desk.Refresh(first.RefreshToken);

        Assert.That(_desk.Refresh(other.RefreshToken), Is.InstanceOf<IssuerAnswer.Issued>());
    }

    [Test]
    public async Task Access_token_outlives_the_refresh_token_it_came_with()
    {
        IssuerAnswer.Issued first = _desk.Issue();
        _desk.Refresh(first.RefreshToken);
        _desk.Refresh(first.RefreshToken);

        Assert.That(await _desk.Tokens.ClaimAsync(first.AccessToken, "1", CancellationToken.None), Is.InstanceOf<TokenClaim.Granted>());
    }

    [Test]
    public void Refresh_token_ends_after_its_own_lifetime()
    {
        _desk.Issuer.RefreshTokenLifetime = TimeSpan.FromDays(7);
        IssuerAnswer.Issued first = _desk.Issue();

        _desk.Time.Advance(TimeSpan.FromDays(6));
        var second = (IssuerAnswer.Issued)_desk.Refresh(first.RefreshToken);
        _desk.Time.Advance(TimeSpan.FromDays(6));
        var third = (IssuerAnswer.Issued)_desk.Refresh(second.RefreshToken);
        _desk.Time.Advance(TimeSpan.FromDays(7));

        Assert.That(IssuerDesk.Show(_desk.Refresh(third.RefreshToken)), Is.EqualTo(InvalidGrant));
        Assert.That(_desk.Issuer.ReusedRefreshTokens, Is.Zero);
    }

    [Test]
    public void Expired_refresh_tokens_are_forgotten_though_nobody_refreshes()
    {
        var desk = new TokenDesk(_desk.Tokens, _desk.Time) { RefreshTokenLifetime = TimeSpan.FromDays(7) };
        desk.AddClient("app", "hush");
        var request = new IssuerRequest.ForClient(new ClientCredentials("app", "hush"), Scope: null, WantsRefresh: true);
        for (int day = 0; day < 100; day++)
        {
            desk.Serve(request);
            _desk.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.That(desk.RefreshTokensKept, Is.EqualTo(7));
    }

    [Test]
    public void Token_of_another_client_is_refused_and_stays_good()
    {
        _desk.Issuer.AddClient("thief", "loud");
        IssuerAnswer.Issued first = _desk.Issue();

        IssuerAnswer stolen = _desk.Form($"grant_type=refresh_token&client_id=thief&client_secret=loud&refresh_token={first.RefreshToken}");

        Assert.That(IssuerDesk.Show(stolen), Is.EqualTo(InvalidGrant));
        Assert.That(_desk.Refresh(first.RefreshToken), Is.InstanceOf<IssuerAnswer.Issued>());
    }

    [Test]
    public void Wrong_secret_is_refused_and_the_token_stays_good()
    {
        IssuerAnswer.Issued first = _desk.Issue();

        Assert.That(IssuerDesk.Show(_desk.Refresh(first.RefreshToken, "&client_secret=wrong")), Is.EqualTo("401 invalid_client"));
        Assert.That(_desk.Refresh(first.RefreshToken, "&client_secret=hush"), Is.InstanceOf<IssuerAnswer.Issued>());
    }

    [Test]
    public void Scope_can_be_narrowed_for_one_answer_but_not_widened()
    {
        IssuerAnswer.Issued first = _desk.Issue();

        Assert.That(IssuerDesk.Show(_desk.Refresh(first.RefreshToken, "&scope=api+admin")), Is.EqualTo("400 invalid_scope"));
        var narrow = (IssuerAnswer.Issued)_desk.Refresh(first.RefreshToken, "&scope=api");
        var wide = (IssuerAnswer.Issued)_desk.Refresh(narrow.RefreshToken);

        Assert.That((narrow.Scope, wide.Scope), Is.EqualTo(("api", "api offline_access")));
    }

    [Test]
    public void Of_a_hundred_refreshes_at_once_one_is_answered()
    {
        IssuerAnswer.Issued first = _desk.Issue();
        int answered = 0;

        Parallel.For(0, 100, _ =>
        {
            if (_desk.Refresh(first.RefreshToken) is IssuerAnswer.Issued)
                Interlocked.Increment(ref answered);
        });

        Assert.That((answered, _desk.Issuer.ReusedRefreshTokens, _desk.Issuer.RefreshesSeen), Is.EqualTo((1, 99, 100)));
    }
}
