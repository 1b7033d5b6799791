using TokenSocket.Credentials;

namespace TokenSocket.Tests.Tokens.OAuth;

/// <summary>What is done about the token at hand follows from why a token is asked for.</summary>
public sealed class ReasonTests
{
    [Test]
    public void A_rejected_token_is_refreshed()
    {
        var bench = new OAuthBench();
        var token = bench.Ask();

        Assert.That(bench.Ask(TokenReason.Rejected, token)?.Value, Is.EqualTo("access-2"));
    }

    [Test]
    public void A_rejection_that_comes_after_a_refresh_is_answered_with_the_token_at_hand()
    {
        var bench = new OAuthBench();
        var old = bench.Ask();
        bench.Ask(TokenReason.Rejected, old);

        var token = bench.Ask(TokenReason.Rejected, old);

        Assert.That((token?.Value, bench.Issuer.Requests.Count), Is.EqualTo(("access-2", 2)));
    }

    [Test]
    public void A_rejection_of_nothing_in_particular_is_one_of_the_token_at_hand()
    {
        var bench = new OAuthBench();
        bench.Ask();

        Assert.That(bench.Ask(TokenReason.Rejected)?.Value, Is.EqualTo("access-2"));
    }

    [Test]
    public void A_rejected_token_is_never_given_again_though_the_issuer_fails()
    {
        var bench = new OAuthBench();
        var token = bench.Ask();
        bench.Issuer.Answer(503);
        var rejected = bench.AskInVain(TokenReason.Rejected, token);
        bench.Issuer.Answer(503);

        var reconnect = bench.AskInVain(TokenReason.Reconnect);

        Assert.That((rejected.Permanent, reconnect.Permanent), Is.EqualTo((false, false)));
    }

    [Test]
    public void An_expiring_token_is_refreshed()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(780);

        Assert.That(bench.Ask(TokenReason.Expiring)?.Value, Is.EqualTo("access-2"));
    }

    // Half of the 780 s after which it is due.
    [TestCase(389.999, "access-1")]
    [TestCase(390, "access-2")]
    public void An_expiring_token_is_not_refreshed_where_another_ask_just_did(double after, string given)
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(after);

        Assert.That(bench.Ask(TokenReason.Expiring)?.Value, Is.EqualTo(given));
    }

    [Test]
    public void An_expiring_token_of_unknown_age_is_refreshed()
    {
        var bench = new OAuthBench();
        bench.Issuer.Answer(200, """{"access_token":"access"}""");
        bench.Ask();

        Assert.That(bench.Ask(TokenReason.Expiring)?.Value, Is.EqualTo("access-1"));
    }

    [TestCase(null, 5)]
    [TestCase("30", 30)]
    public void An_expiring_token_is_not_given_again_and_it_is_said_when_to_ask(string? retryAfter, int seconds)
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(780);
        bench.Issuer.Answer(503, retryAfter: retryAfter);

        var e = bench.AskInVain(TokenReason.Expiring);

        Assert.That((e.Permanent, e.RetryAfter), Is.EqualTo((false, TimeSpan.FromSeconds(seconds))));
    }

    [Test]
    public void An_expiring_token_is_not_asked_for_during_the_pause()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(780);
        bench.Issuer.Answer(503);
        bench.AskInVain(TokenReason.Expiring);
        bench.Advance(2);

        var e = bench.AskInVain(TokenReason.Expiring);

        Assert.That((e.RetryAfter, bench.Issuer.Requests.Count), Is.EqualTo((TimeSpan.FromSeconds(3), 2)));
    }

    [Test]
    public void A_reconnect_during_the_pause_has_the_living_token()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(780);
        bench.Issuer.Answer(503);
        bench.AskInVain(TokenReason.Expiring);

        Assert.That(bench.Ask()?.Value, Is.EqualTo("access-1"));
    }
}
