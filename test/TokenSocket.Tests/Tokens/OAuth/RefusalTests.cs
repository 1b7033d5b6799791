using TokenSocket.Credentials;

namespace TokenSocket.Tests.Tokens.OAuth;

public sealed class RefusalTests
{
    [TestCase(301, false, "answered 301, which leads elsewhere and is not followed; check TokenUrl.")]
    [TestCase(302, false, "answered 302, which leads elsewhere and is not followed; check TokenUrl.")]
    [TestCase(308, false, "answered 308, which leads elsewhere and is not followed; check TokenUrl.")]
    [TestCase(400, true, "answered 400; check TokenUrl, ClientId and Scope.")]
    [TestCase(401, true, "answered 401; check ClientId and ClientSecret.")]
    [TestCase(403, true, "answered 403; check the plan, and what this client may do.")]
    [TestCase(404, false, "answered 404; check TokenUrl if that lasts.")]
    [TestCase(405, false, "answered 405; check TokenUrl if that lasts.")]
    [TestCase(408, false, "answered 408; it is asked again later.")]
    [TestCase(425, false, "answered 425; it is asked again later.")]
    [TestCase(429, false, "answered 429; it takes no more requests for now.")]
    [TestCase(500, false, "answered 500; it is asked again later.")]
    [TestCase(503, false, "answered 503; it is asked again later.")]
    [TestCase(599, false, "answered 599; it is asked again later.")]
    public void Of_the_clients_credentials_is_for_good_or_for_now(int status, bool isPermanent, string sentence)
    {
        var bench = new OAuthBench(options: o => o.TokenUrl = new Uri(OAuthBench.Address + "?key=hidden"));
        bench.Issuer.Answer(status, "hidden");

        var e = bench.AskInVain();

        Assert.That((e.Message, e.Permanent, bench.Issuer.Requests.Count), Is.EqualTo(($"The token endpoint {OAuthBench.Address} {sentence}", isPermanent, 1)));
    }

    [TestCase(408)]
    [TestCase(425)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    [TestCase(302)]
    [TestCase(404)]
    public void For_now_is_for_as_long_as_Retry_After_says(int status)
    {
        var bench = new OAuthBench();
        bench.Issuer.Answer(status, retryAfter: "17");

        Assert.That(bench.AskInVain().RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(17)));
    }

    [TestCase("invalid_client", " with the error invalid_client")]
    [TestCase("invalid_grant", " with the error invalid_grant")]
    [TestCase("wrong secret given", "")]
    public void Names_the_error_where_it_is_a_code(string error, string shown)
    {
        var bench = new OAuthBench();
        bench.Issuer.Answer(400, $$"""{"error":"{{error}}","error_description":"hidden"}""");

        Assert.That(
            bench.AskInVain().Message,
            Is.EqualTo($"The token endpoint {OAuthBench.Address} answered 400{shown}; check TokenUrl, ClientId and Scope."));
    }

    [Test]
    public void Does_not_name_an_error_that_has_the_secret_in_it([Values] bool isShouted)
    {
        var bench = new OAuthBench();
        bench.Issuer.Answer(400, $$"""{"error":"{{(isShouted ? $"no_such_secret_{OAuthBench.Secret.ToUpperInvariant()}" : OAuthBench.Secret)}}"}""");

        Assert.That(
            bench.AskInVain().Message,
            Is.EqualTo($"The token endpoint {OAuthBench.Address} answered 400; check TokenUrl, ClientId and Scope."));
    }

    private static readonly TestCaseData[] Unanswered =
    [
        new(new HttpRequestException(HttpRequestError.NameResolutionError, "hidden"), "could not be reached: its name was not found."),
        new(new HttpRequestException(HttpRequestError.ConnectionError, "hidden"), "could not be reached: no connection was made."),
        new(new HttpRequestException(HttpRequestError.SecureConnectionError, "hidden"), "could not be reached: TLS failed; check its certificate."),
        new(new HttpRequestException(HttpRequestError.ProxyTunnelError, "hidden"), "could not be reached: the proxy refused."),
        new(new HttpRequestException(HttpRequestError.ResponseEnded, "hidden"), "did not answer (ResponseEnded); it is asked again later."),
        new(new IOException("hidden"), "did not answer (IOException); it is asked again later."),
        new(new InvalidTimeZoneException("hidden"), "did not answer (InvalidTimeZoneException); it is asked again later."),
    ];

    [TestCaseSource(nameof(Unanswered))]
    public void By_the_network_is_for_now_and_told_in_our_own_words(Exception exception, string sentence)
    {
        var bench = new OAuthBench();
        bench.Issuer.Fail(exception);

        var e = bench.AskInVain();

        Assert.That((e.Message, e.Permanent, e.InnerException), Is.EqualTo(($"The token endpoint {OAuthBench.Address} {sentence}", false, (Exception?)null)));
    }

    [Test]
    public void By_silence_is_for_now()
    {
        var bench = new OAuthBench();
        bench.Issuer.Hang();
        var asked = bench.Begin();
        bench.Advance(10);

        Assert.That(
            () => OAuthBench.AnswerOf(asked),
            Throws.InstanceOf<TokenUnavailableException>().With.Message.EqualTo($"The token endpoint {OAuthBench.Address} did not answer within 10 seconds."));
    }
}
