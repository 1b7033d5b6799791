using TokenSocket.CloseCodes;
using TokenSocket.Credentials;

namespace TokenSocket.Tests.Tokens.OAuth;

public sealed class CachedTokenTests
{
    [TestCase(TokenReason.First)]
    [TestCase(TokenReason.Reconnect)]
    [TestCase(TokenReason.Redirected)]
    public void Is_given_without_asking_again(TokenReason why)
    {
        var bench = new OAuthBench();
        bench.Ask();

        Assert.That((bench.Ask(why)?.Value, bench.Issuer.Requests.Count), Is.EqualTo(("access-1", 1)));
    }

    // 80 % of 900 s are 720 s, 2 minutes before the end are 780 s; of 300 s, 240 s are the later.
    [TestCase(900, 779.999, "access-1")]
    [TestCase(900, 780, "access-2")]
    [TestCase(300, 239.999, "access-1")]
    [TestCase(300, 240, "access-2")]
    public void Is_refreshed_when_it_is_due(int lifetime, double after, string given)
    {
        var bench = new OAuthBench { Issuer = { Lifetime = lifetime } };
        bench.Ask();
        bench.Advance(after);

        Assert.That(bench.Ask()?.Value, Is.EqualTo(given));
    }

    // The margin is 10 s, or a tenth of the lifetime where that is less.
    [TestCase(900, 889.999, true)]
    [TestCase(900, 890, false)]
    [TestCase(60, 53.999, true)]
    [TestCase(60, 54, false)]
    public void Is_over_a_little_before_its_end(int lifetime, double after, bool isGiven)
    {
        var bench = new OAuthBench { Issuer = { Lifetime = lifetime } };
        bench.Ask();
        bench.Advance(after);
        bench.Issuer.Answer(503);

        Assert.That(() => bench.Ask(), isGiven ? Throws.Nothing : Throws.InstanceOf<TokenUnavailableException>());
    }

    [Test]
    public void Says_when_it_ends_and_when_to_ask_for_the_next()
    {
        var bench = new OAuthBench();
        var start = bench.Time.GetUtcNow();

        var token = bench.Ask()!;

        Assert.That((token.RefreshAt, token.ExpiresAt), Is.EqualTo((start.AddSeconds(780), start.AddSeconds(900))));
    }

    [Test]
    public void Counts_its_lifetime_from_the_request()
    {
        var bench = new OAuthBench();
        var start = bench.Time.GetUtcNow();
        var answer = bench.Issuer.Hold();
        var asked = bench.Begin();
        bench.Advance(4);

        answer(null);

        Assert.That(OAuthBench.AnswerOf(asked)!.ExpiresAt, Is.EqualTo(start.AddSeconds(900)));
    }

    [Test]
    public void Says_its_end_by_the_clock_as_it_stands_after_a_jump()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(100);
        bench.Time.SetTimeOfDay(bench.Time.GetUtcNow().AddDays(-1));

        Assert.That(bench.Ask()!.ExpiresAt, Is.EqualTo(bench.Time.GetUtcNow().AddSeconds(800)));
    }

    [Test]
    public void Is_refreshed_on_time_though_the_clock_was_set_back()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Time.SetTimeOfDay(bench.Time.GetUtcNow().AddDays(-1));

        bench.Advance(780);

        Assert.That(bench.Ask()?.Value, Is.EqualTo("access-2"));
    }

    [Test]
    public void Is_refreshed_once_after_the_machine_was_asleep()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Time.SetTimeOfDay(bench.Time.GetUtcNow().AddHours(1));
        bench.Ask();

        Assert.That((bench.Ask()?.Value, bench.Issuer.Requests.Count), Is.EqualTo(("access-2", 2)));
    }

    [Test]
    public void Without_a_lifetime_is_given_for_ever_and_says_no_end()
    {
        var bench = new OAuthBench();
        bench.Issuer.Answer(200, """{"access_token":"access"}""");
        bench.Ask();
        bench.Advance(TimeSpan.FromDays(30).TotalSeconds);

        var token = bench.Ask()!;

        Assert.That((token.Value, token.RefreshAt, token.ExpiresAt), Is.EqualTo(("access", (DateTimeOffset?)null, (DateTimeOffset?)null)));
    }

    [Test]
    public void Without_a_lifetime_has_that_of_the_endpoint()
    {
        var bench = new OAuthBench(new TokenEndpoint { AccessTokenLifetime = TimeSpan.FromSeconds(1800) });
        bench.Issuer.Answer(200, """{"access_token":"access"}""");

        Assert.That(bench.Ask()!.ExpiresAt, Is.EqualTo(bench.Time.GetUtcNow().AddSeconds(1800)));
    }
}
