using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Notices;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Tokens.OAuth;

/// <summary>A client whose tokens come from an issuer, in virtual time.</summary>
public sealed class ClientTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Test]
    public async Task Lives_a_day_on_tokens_of_15_minutes_with_one_dial()
    {
        var (bench, issuer) = Make(AgeingToken.Nothing);
        await bench.Client.StartAsync();

        bench.Advance(Day);

        Assert.That((bench.Gateway.Dials.Count, issuer.Requests.Count), Is.EqualTo((1, 1 + (int)(Day / TimeSpan.FromMinutes(13)))));
    }

    [Test]
    public async Task Comes_back_with_each_fresh_token_where_the_dialect_says_so()
    {
        var (bench, issuer) = Make(AgeingToken.Reconnect);
        await bench.Client.StartAsync();

        bench.Advance(TimeSpan.FromHours(1));

        Assert.That(
            bench.Gateway.Dials.Select(dial => dial.Request.Headers["token"]),
            Is.EqualTo(new[] { "access-1", "access-2", "access-3", "access-4", "access-5" }));
        Assert.That((bench.Gateway.MostOpenConnections, issuer.Requests.Count), Is.EqualTo((1, 5)));
    }

    [Test]
    public async Task Never_uses_a_refresh_token_twice_in_a_day_of_lost_answers()
    {
        var (bench, issuer) = Make(AgeingToken.Nothing);
        await bench.Client.StartAsync();
        for (var hour = 0; hour < 24; hour++)
        {
            issuer.Lose();
            bench.Advance(TimeSpan.FromHours(1));
        }

        Assert.That(issuer.AskedWith.Where(with => with != "client"), Is.Unique);
        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public async Task Outlives_an_issuer_that_is_away_while_its_token_lives()
    {
        var (bench, issuer) = Make(AgeingToken.Nothing);
        await bench.Client.StartAsync();
        bench.Advance(TimeSpan.FromMinutes(13) - TimeSpan.FromSeconds(1));
        issuer.Answer(503, retryAfter: "60");

        bench.Gateway.Drop();
        bench.Advance(31);

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Connection.Request.Headers["token"]), Is.EqualTo((ConnectionStatus.Connected, "access-1")));
    }

    [Test]
    public async Task Without_a_token_waits_as_long_as_the_issuer_asks()
    {
        var (bench, issuer) = Make(AgeingToken.Nothing);
        issuer.Answer(429, retryAfter: "300");

        await bench.Client.StartAsync();

        Assert.That((bench.Gateway.Dials.Count, bench.Notices.Waits.Single()), Is.EqualTo((0, TimeSpan.FromMinutes(5))));
    }

    [Test]
    public async Task Stops_with_the_sentence_of_an_issuer_that_does_not_know_it()
    {
        var (bench, issuer) = Make(AgeingToken.Nothing);
        issuer.Answer(401, """{"error":"invalid_client"}""");

        await bench.Client.StartAsync();

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Stopped));
        Assert.That(bench.Notices.Of<Stopped>().Single().Reason.Message, Does.Contain("ClientSecret").And.Contain("401"));
    }

    [Test]
    public async Task Gets_another_token_after_a_rejection_and_comes_back_at_once()
    {
        var (bench, _) = Make(AgeingToken.Nothing);
        await bench.Client.StartAsync();

        bench.Gateway.Close(4401);

        Assert.That((bench.Gateway.Connection.Request.Headers["token"], bench.Client.CurrentStatus), Is.EqualTo(("access-2", ConnectionStatus.Connected)));
    }

    private static (Bench Bench, FakeIssuer Issuer) Make(AgeingToken ageing)
    {
        var (issuer, time) = (new FakeIssuer(), new VirtualTime());
        var provider = new OAuthTokenProvider(OAuthBench.Options(KnownDialects.Find("wiresocket")!.TokenEndpoint), time, issuer);
        var dialect = KnownDialects.TokenSocket with
        {
            AgeingToken = ageing,
            Rules = [.. KnownDialects.TokenSocket.Rules, new(4401, "Stale", CloseMeaning.TokenRejected, ReconnectVerdict.WithFreshToken, "It is stale.", "Nothing to do.")],
        };
        var bench = new Bench(o => o with { Dialect = dialect }, provider, time: time);
        return (bench, issuer);
    }
}
