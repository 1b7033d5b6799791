using TokenSocket.CloseCodes;
using TokenSocket.Credentials;

namespace TokenSocket.Tests.Tokens.OAuth;

public sealed class RefreshTokenTests
{
    private const double Due = 780;

    [Test]
    public void Rotates_with_every_refresh()
    {
        var bench = new OAuthBench();
        Asked(bench, times: 4);

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1", "refresh-2", "refresh-3" }));
    }

    [Test]
    public void Is_kept_where_the_answer_brings_no_other()
    {
        var bench = new OAuthBench { Issuer = { Rotates = false } };
        Asked(bench, times: 3);

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1", "refresh-1" }));
    }

    [TestCase("\"\"")]
    [TestCase("17")]
    public void Is_gone_where_the_answer_brings_another_that_is_none(string other)
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(Due);
        bench.Issuer.Answer(200, $$"""{"access_token":"access","expires_in":900,"refresh_token":{{other}}}""");
        Asked(bench, times: 2);

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1", "client" }));
    }

    [Test]
    public void Is_kept_where_the_answer_brings_null()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(Due);
        bench.Issuer.Answer(200, """{"access_token":"access","expires_in":900,"refresh_token":null}""");
        Asked(bench, times: 2);

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1", "refresh-1" }));
    }

    [Test]
    public void Is_not_used_again_when_the_answer_was_lost()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(Due);
        bench.Issuer.Lose();
        bench.Ask();
        bench.Advance(5);

        var token = bench.Ask();

        Assert.That((token?.Value, bench.Issuer.AskedWith), Is.EqualTo(("access-3", new[] { "client", "refresh-1", "client" })));
    }

    [Test]
    public void Is_not_used_again_when_the_issuer_hung()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(Due);
        bench.Issuer.Hang();
        _ = bench.Begin();
        bench.Advance(15);

        bench.Ask();

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1", "client" }));
    }

    [Test]
    public void Is_not_used_again_when_the_body_broke_off()
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(Due);
        bench.Issuer.Answer(new HttpResponseMessage { Content = new StreamContent(new BrokenStream()) });
        bench.Ask();
        bench.Advance(5);

        bench.Ask();

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1", "client" }));
    }

    [TestCase(500, "client")]
    [TestCase(502, "client")]
    [TestCase(504, "client")]
    [TestCase(408, "client")]
    [TestCase(302, "client")]
    [TestCase(404, "client")]
    [TestCase(429, "refresh-1")]
    [TestCase(503, "refresh-1")]
    public void Is_used_again_only_where_the_issuer_cannot_have_looked_at_it(int status, string next)
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(Due);
        bench.Issuer.Answer(status);
        bench.Ask();
        bench.Advance(5);

        bench.Ask();

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1", next }));
    }

    [TestCase(HttpRequestError.NameResolutionError, "refresh-1")]
    [TestCase(HttpRequestError.ConnectionError, "refresh-1")]
    [TestCase(HttpRequestError.SecureConnectionError, "refresh-1")]
    [TestCase(HttpRequestError.ProxyTunnelError, "refresh-1")]
    [TestCase(HttpRequestError.ResponseEnded, "client")]
    [TestCase(HttpRequestError.InvalidResponse, "client")]
    [TestCase(HttpRequestError.Unknown, "client")]
    public void Is_used_again_only_where_it_never_was_sent(HttpRequestError error, string next)
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(Due);
        bench.Issuer.Fail(new HttpRequestException(error));
        bench.Ask();
        bench.Advance(5);

        bench.Ask();

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1", next }));
    }

    [Test]
    public void Is_not_tried_when_it_is_too_old()
    {
        var bench = new OAuthBench(new TokenEndpoint { RefreshTokenLifetime = TimeSpan.FromDays(7) });
        bench.Ask();
        bench.Advance(TimeSpan.FromDays(7).TotalSeconds);

        bench.Ask();

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "client" }));
    }

    [Test]
    public void Is_tried_until_then()
    {
        var bench = new OAuthBench(new TokenEndpoint { RefreshTokenLifetime = TimeSpan.FromDays(7) });
        bench.Ask();
        bench.Advance(TimeSpan.FromDays(7).TotalSeconds - 0.001);

        bench.Ask();

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1" }));
    }

    [Test]
    public void That_is_kept_grows_older_all_the_same()
    {
        var bench = new OAuthBench(new TokenEndpoint { RefreshTokenLifetime = TimeSpan.FromSeconds(1500) }) { Issuer = { Rotates = false } };
        Asked(bench, times: 3);

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1", "client" }));
    }

    [TestCase(400, """{"error":"invalid_grant"}""")]
    [TestCase(400, """{"error":"unauthorized_client"}""")]
    [TestCase(400, """{"error":"unsupported_grant_type"}""")]
    [TestCase(400, """{"error":"invalid_request"}""")]
    [TestCase(400, "<html>")]
    [TestCase(401, "")]
    [TestCase(403, "")]
    public void That_is_refused_gives_way_to_the_clients_credentials_in_the_same_ask(int status, string body)
    {
        var bench = new OAuthBench();
        bench.Ask();
        bench.Advance(Due);
        bench.Issuer.Answer(status, body);

        var token = bench.Ask();

        Assert.That((token?.Value, bench.Issuer.AskedWith), Is.EqualTo(("access-2", new[] { "client", "refresh-1", "client" })));
    }

    [TestCase(400, """{"error":"invalid_grant"}""")]
    [TestCase(400, """{"error":"unauthorized_client"}""")]
    [TestCase(401, "")]
    [TestCase(403, "")]
    public void That_is_refused_gives_way_once(int status, string body)
    {
        var bench = new OAuthBench();
        var token = bench.Ask();
        bench.Advance(Due);
        bench.Issuer.Answer(status, body);
        bench.Issuer.Answer(status, body);

        var e = bench.AskInVain(TokenReason.Rejected, token);

        Assert.That((e.Permanent, bench.Issuer.Requests.Count), Is.EqualTo((true, 3)));
    }

    [Test]
    public void That_a_JSON_endpoint_refuses_without_a_code_gives_way_to_the_clients_credentials()
    {
        var bench = new OAuthBench(new TokenEndpoint { Format = TokenRequestFormat.Json });
        bench.Ask();
        bench.Advance(Due);
        bench.Issuer.Answer(400, """{"message":"The refresh token has ended."}""");

        Assert.That(bench.Ask()?.Value, Is.EqualTo("access-2"));
    }

    private static void Asked(OAuthBench bench, int times)
    {
        for (var i = 0; i < times; i++)
        {
            bench.Ask();
            bench.Advance(Due);
        }
    }
}
