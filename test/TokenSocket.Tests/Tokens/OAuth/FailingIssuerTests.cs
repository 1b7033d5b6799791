using TokenSocket.Credentials;

namespace TokenSocket.Tests.Tokens.OAuth;

public sealed class FailingIssuerTests
{
    private const double Due = 780;

    [TestCase(429)]
    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    [TestCase(302)]
    [TestCase(404)]
    [TestCase(408)]
    public void Does_not_take_a_token_away_that_still_lives(int status)
    {
        var bench = DueBench();
        bench.Issuer.Answer(status);

        Assert.That(bench.Ask()?.Value, Is.EqualTo("access-1"));
    }

    [Test]
    public void That_cannot_be_reached_does_not_take_a_token_away_that_still_lives()
    {
        var bench = DueBench();
        bench.Issuer.Fail(new HttpRequestException(HttpRequestError.ConnectionError));

        Assert.That(bench.Ask()?.Value, Is.EqualTo("access-1"));
    }

    [Test]
    public void That_hangs_has_10_seconds_and_then_the_living_token_is_given()
    {
        var bench = DueBench();
        bench.Issuer.Hang();
        var asked = bench.Begin();
        bench.Advance(9.999);
        var early = asked.IsCompleted;

        bench.Advance(0.001);

        Assert.That((early, OAuthBench.AnswerOf(asked)?.Value), Is.EqualTo((false, "access-1")));
    }

    [Test]
    public void Is_spared_for_5_10_20_and_40_seconds_while_a_token_lives()
    {
        var bench = DueBench();
        var asked = new List<int>();
        for (var second = 0; second < 100; second++)
        {
            var before = bench.Issuer.Requests.Count;
            bench.Issuer.Answer(500);
            bench.Ask();
            if (bench.Issuer.Requests.Count > before)
            {
                asked.Add(second);
            }

            bench.Advance(1);
        }

        Assert.That(asked, Is.EqualTo(new[] { 0, 5, 15, 35, 75 }));
    }

    [TestCase("30", 30)]
    [TestCase("Thu, 01 Jan 2026 00:13:40 GMT", 40)]
    public void Is_spared_for_as_long_as_it_asks(string retryAfter, int seconds)
    {
        var bench = DueBench();
        bench.Issuer.Answer(429, retryAfter: retryAfter);
        bench.Ask();
        bench.Advance(seconds - 0.001);
        var spared = bench.Ask()?.Value;
        bench.Advance(0.001);

        Assert.That((spared, bench.Ask()?.Value), Is.EqualTo(("access-1", "access-2")));
    }

    [Test]
    public void That_asks_for_no_wait_is_spared_all_the_same()
    {
        var bench = DueBench();
        bench.Issuer.Answer(429, retryAfter: "0");
        bench.Ask();
        bench.Advance(4.999);

        bench.Ask();

        Assert.That(bench.Issuer.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void Is_spared_while_it_asks_for_it_though_no_token_is_left()
    {
        var bench = new OAuthBench();
        bench.Issuer.Answer(429, retryAfter: "60");
        bench.AskInVain();
        bench.Advance(20);

        var e = bench.AskInVain();

        Assert.That(
            (e.Message, e.RetryAfter, bench.Issuer.Requests.Count),
            Is.EqualTo(($"The token endpoint {OAuthBench.Address} answered 429; it takes no more requests for now.", TimeSpan.FromSeconds(40), 1)));
    }

    [Test]
    public void That_asks_for_nothing_is_asked_at_once_where_no_token_is_left()
    {
        var bench = new OAuthBench();
        bench.Issuer.Answer(503);
        bench.AskInVain();

        Assert.That(bench.Ask()?.Value, Is.EqualTo("access-1"));
    }

    [Test]
    public void Is_forgiven_by_its_next_success()
    {
        var bench = DueBench();
        bench.Issuer.Answer(500);
        bench.Ask();
        bench.Advance(5);
        bench.Ask();
        bench.Advance(Due);
        bench.Issuer.Answer(500);
        bench.Ask();
        bench.Advance(5);

        Assert.That(bench.Ask()?.Value, Is.EqualTo("access-3"));
    }

    [Test]
    public void Passes_its_Retry_After_on_where_no_token_is_left()
    {
        var bench = new OAuthBench();
        bench.Issuer.Answer(503, retryAfter: "7200");

        var e = bench.AskInVain();

        Assert.That((e.Permanent, e.RetryAfter), Is.EqualTo((false, TimeSpan.FromHours(1))));
    }

    [TestCase(TokenReason.First, 400)]
    [TestCase(TokenReason.Reconnect, 401)]
    [TestCase(TokenReason.Redirected, 403)]
    public void That_refuses_for_good_does_not_take_a_token_away_that_still_lives(TokenReason why, int status)
    {
        var bench = DueBench();
        bench.Issuer.Answer(status);
        bench.Issuer.Answer(status);

        Assert.That(bench.Ask(why)?.Value, Is.EqualTo("access-1"));
    }

    [TestCase(TokenReason.Rejected)]
    [TestCase(TokenReason.Expiring)]
    public void That_refuses_for_good_is_heard_where_another_token_is_wanted(TokenReason why)
    {
        var bench = DueBench();
        bench.Issuer.Answer(403);
        bench.Issuer.Answer(403);

        Assert.That(bench.AskInVain(why).Permanent, Is.True);
    }

    [Test]
    public void That_refuses_for_good_is_heard_when_the_token_is_over()
    {
        var bench = DueBench();
        bench.Issuer.Answer(401);
        bench.Issuer.Answer(401);
        bench.Ask();
        bench.Advance(110);
        bench.Issuer.Answer(401);

        Assert.That(bench.AskInVain().Permanent, Is.True);
    }

    [Test]
    public void That_refuses_for_good_is_spared_too_while_a_token_lives()
    {
        var bench = DueBench();
        bench.Issuer.Answer(401);
        bench.Issuer.Answer(401);
        bench.Ask();
        bench.Advance(4.999);
        bench.Ask();
        var spared = bench.Issuer.Requests.Count;
        bench.Advance(0.001);

        bench.Ask();

        Assert.That((spared, bench.Issuer.Requests.Count), Is.EqualTo((3, 4)));
    }

    [Test]
    public void Leaves_no_timer_behind()
    {
        var bench = DueBench();
        bench.Issuer.Hang();
        _ = bench.Begin();
        bench.Advance(10);

        Assert.That(bench.Time.Timers, Is.Zero);
    }

    private static OAuthBench DueBench()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(Due);
        return bench;
    }
}
