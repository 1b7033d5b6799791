using TokenSocket.Gateway.Issuing;

namespace TokenSocket.Gateway.Tests.Issuing;

internal sealed class TokenIssuerTests
{
    private IssuerDesk _desk = null!;

    [SetUp]
    public void Start() => _desk = new IssuerDesk();

    [Test]
    public async Task Access_token_opens_the_gateway_for_its_lifetime()
    {
        _desk.Issuer.AccessTokenLifetime = TimeSpan.FromMinutes(30);
        IssuerAnswer.Issued issued = _desk.Issue();
        Assert.That((issued.Lifetime, issued.ExpiresAt), Is.EqualTo((TimeSpan.FromMinutes(30), _desk.Time.GetUtcNow() + TimeSpan.FromMinutes(30))));

        _desk.Time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromTicks(1));
        ITokenLease lease = ((TokenClaim.Granted)await ClaimAsync(issued)).Lease;
        Assert.That((lease.Owner, lease.ExpiresAt), Is.EqualTo(("app", issued.ExpiresAt)));

        await lease.DisposeAsync();
        _desk.Time.Advance(TimeSpan.FromTicks(1));
        Assert.That(await ClaimAsync(issued), Is.InstanceOf<TokenClaim.Unknown>());
    }

    [Test]
    public void Requests_are_counted_by_what_they_ask_for()
    {
        IssuerAnswer.Issued first = _desk.Issue();
        _desk.Refresh(first.RefreshToken);
        _desk.Refresh("other");
        _desk.Json("nothing");

        Assert.That(
            (_desk.Issuer.RequestsSeen, _desk.Issuer.ClientCredentialsSeen, _desk.Issuer.RefreshesSeen, _desk.Issuer.TokensIssued),
            Is.EqualTo((4, 1, 2, 2)));
    }

    [Test]
    public void Client_added_again_has_another_secret()
    {
        _desk.Issuer.AddClient("app", "louder");

        Assert.That(IssuerDesk.Show(_desk.Form(IssuerDesk.Offline)), Is.EqualTo("401 invalid_client"));
    }

    [Test]
    public void Wrong_arguments_are_refused()
    {
        TokenIssuer issuer = _desk.Issuer;

        Assert.Multiple(() =>
        {
            Assert.That(() => issuer.AccessTokenLifetime = TimeSpan.Zero, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => issuer.RefreshTokenLifetime = TimeSpan.MaxValue, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => issuer.Refuse(302), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => issuer.Refuse(429, TimeSpan.FromSeconds(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => issuer.Delay(TimeSpan.FromDays(50)), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => issuer.AddClient("app", ""), Throws.InstanceOf<ArgumentException>());
        });
    }

    [Test]
    public void Secrets_are_in_nothing_that_can_be_printed()
    {
        IssuerAnswer.Issued issued = _desk.Issue();
        IssuerRequest request = new IssuerRequest.ForClient(new ClientCredentials("app", "hush"), null, WantsRefresh: true);
        IssuerRequest refresh = new IssuerRequest.Refresh(issued.RefreshToken!, new ClientCredentials("app", "hush"), null);

        string printed = string.Join(' ', (object)_desk.Issuer, issued, request, refresh, new ClientCredentials("app", "hush"));

        Assert.That(printed, Does.Not.Contain("hush").And.Not.Contain(issued.AccessToken).And.Not.Contain(issued.RefreshToken));
    }

    private ValueTask<TokenClaim> ClaimAsync(IssuerAnswer.Issued issued) => _desk.Tokens.ClaimAsync(issued.AccessToken, "1", CancellationToken.None);
}
