using TokenSocket.CloseCodes;
using TokenSocket.Dialects;

namespace TokenSocket.Tests.Options;

public sealed class RequestOptionsCheckTests
{
    [TestCase("X-Key", "hidden\r\nX-Other: 1")]
    [TestCase("X-Key", "schlüssel")]
    [TestCase("X Key", "hidden")]
    [TestCase("", "hidden")]
    public void A_header_that_cannot_be_sent_is_a_fault_that_does_not_tell_its_value(string name, string value)
    {
        Assert.That(
            Faults(o => o.Headers[name] = value),
            Is.EqualTo(new[] { $"TokenSocket:Headers:{name} must be a header name with a value in ASCII on one line; its value is '***'." }));
    }

    [Test]
    public void The_tokens_own_header_is_a_fault()
    {
        Assert.That(Faults(o => o.Headers["Token"] = "t"), Is.EqualTo(new[] { "TokenSocket:Headers:Token is where the token goes; set Token instead." }));
    }

    [Test]
    public void The_tokens_own_header_is_Authorization_for_a_bearer()
    {
        Assert.That(Faults(o =>
        {
            o.TokenPlacement = new(TokenLocation.Bearer);
            o.Headers["authorization"] = "Basic hidden";
        }), Is.EqualTo(new[] { "TokenSocket:Headers:authorization is where the token goes; set Token instead." }));
    }

    [Test]
    public void A_header_that_is_there_twice_is_a_fault_and_no_other_exception()
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Key"] = "a", ["x-key"] = "b" };

        var e = Assert.Throws<OptionsException>(() => _ = new TokenSocketClient(new() { GatewayUrl = Bench.Url, Headers = headers }));

        Assert.That(e.Faults, Is.EqualTo(new[] { "TokenSocket:Headers:x-key is there twice; header names have no case." }));
    }

    [Test]
    public void A_subprotocol_that_is_no_name_is_a_fault()
    {
        Assert.That(
            Faults(o => o.SubProtocols = ["v1, v2"]),
            Is.EqualTo(new[] { "TokenSocket:SubProtocols must be names without spaces and separators; one is 'v1, v2'." }));
    }

    [Test]
    public void A_subprotocol_that_is_there_twice_is_a_fault()
    {
        Assert.That(
            Faults(o => o.SubProtocols = ["v1", "V1"]),
            Is.EqualTo(new[] { "TokenSocket:SubProtocols must be offered once each; 'V1' is there twice, or goes with the token." }));
    }

    [Test]
    public void A_subprotocol_that_goes_with_the_token_is_a_fault()
    {
        Assert.That(
            Faults(o => (o.SubProtocols, o.TokenPlacement) = (["token"], new(TokenLocation.SubProtocol))),
            Is.EqualTo(new[] { "TokenSocket:SubProtocols must be offered once each; 'token' is there twice, or goes with the token." }));
    }

    [TestCase("good.example", 0)]
    [TestCase("*.good.example", 0)]
    [TestCase("10.0.0.1", 0)]
    [TestCase("[::1]", 0)]
    [TestCase("b\u00fccher.example", 0)]
    [TestCase("*.b\u00fccher.example", 0)]
    [TestCase("*.10.0.0.1", 1)]
    [TestCase("*.0.0.1", 1)]
    [TestCase("*.::1", 1)]
    [TestCase("*.*.example", 1)]
    [TestCase("*", 1)]
    [TestCase("", 1)]
    [TestCase("wss://good.example", 1)]
    [TestCase("good.example:443", 1)]
    public void A_redirect_host_is_a_host(string host, int faults)
    {
        Assert.That(Faults(o => o.RedirectHosts = [host]), Has.Count.EqualTo(faults));
    }

    [Test]
    public void A_missing_redirect_host_is_a_fault()
    {
        Assert.That(
            Faults(o => o.RedirectHosts = [null!]),
            Is.EqualTo(new[] { "TokenSocket:RedirectHosts must be host names, or *.name for all below one; one is ''." }));
    }

    [Test]
    public void A_token_placement_without_a_name_is_a_fault()
    {
        Assert.That(
            Faults(o => o.TokenPlacement = new(TokenLocation.Query, "a b")),
            Is.EqualTo(new[] { "TokenSocket:TokenPlacement:Name must be letters, digits or one of -._~; it is 'a b'." }));
    }

    [TestCase("http://proxy:8080", 0)]
    [TestCase("socks5://me:hidden@proxy", 0)]
    [TestCase("ftp://proxy", 1)]
    public void A_proxy_speaks_http_or_socks(string proxy, int faults)
    {
        Assert.That(Faults(o => o.Proxy = new Uri(proxy)), Has.Count.EqualTo(faults));
    }

    [TestCase("me:hidden@proxy:8080")]
    [TestCase("me@hidden")]
    public void A_proxy_without_a_scheme_is_told_without_its_password(string proxy)
    {
        Assert.That(
            Faults(o => o.Proxy = new Uri(proxy, UriKind.RelativeOrAbsolute)),
            Is.EqualTo(new[] { "TokenSocket:Proxy must start with http://, https:// or socks5://; it is '***'." }));
    }

    [Test]
    public void A_proxy_that_will_not_do_is_told_without_its_password()
    {
        Assert.That(
            Faults(o => o.Proxy = new Uri("ftp://me:hidden@proxy/")),
            Is.EqualTo(new[] { "TokenSocket:Proxy must start with http://, https:// or socks5://; it is 'ftp://proxy/'." }));
    }

    [Test]
    public void A_user_agent_of_two_lines_is_a_fault_on_one_line()
    {
        Assert.That(Faults(o => o.UserAgent = "a\nb"), Is.EqualTo(new[] { "TokenSocket:UserAgent must be ASCII on one line; it is 'ab'." }));
    }

    [Test]
    public void A_missing_dialect_is_a_fault()
    {
        Assert.That(Faults(o => o.Dialect = null!), Is.EqualTo(new[] { "TokenSocket:Dialect is missing; leave it out for the default, 'tokensocket'." }));
    }

    [Test]
    public void A_dialect_that_does_not_decide_about_every_end_is_a_fault()
    {
        Assert.That(
            Faults(o => o.Dialect = new CloseDialect("mine", "", [])),
            Is.EqualTo(new[] { "TokenSocket:Dialect 'mine' has no row for some ends; give it a Fallback, such as KnownDialects.Rfc6455." }));
    }

    [Test]
    public void A_dialect_with_a_gap_is_a_fault()
    {
        var dialect = new CloseDialect("mine", "", [Row(0, 3999), Row(4001, 65535)]);

        Assert.That(Faults(o => o.Dialect = dialect), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_dialect_that_covers_everything_is_none()
    {
        var dialect = new CloseDialect("mine", "", [Row(0, 3999), Row(4000, 65535)]);

        Assert.That(Faults(o => o.Dialect = dialect), Is.Empty);
    }

    [Test]
    public void A_dialect_that_falls_back_is_none()
    {
        Assert.That(Faults(o => o.Dialect = new CloseDialect("mine", "", []) { Fallback = KnownDialects.Rfc6455 }), Is.Empty);
    }

    [Test]
    public void A_header_that_the_dialect_requires_is_missed() => Assert.That(
        Faults(o => o.Dialect = KnownDialects.LSports),
        Is.EqualTo(["TokenSocket:Headers:customerid is missing: add `customerid` to the headers; the dialect 'lsports' needs it."]));

    [TestCase("12x")]
    [TestCase("")]
    [TestCase("١٢")]
    public void A_header_that_the_dialect_wants_in_digits_is_held_to_it(string value) => Assert.That(
        Faults(o => (o.Dialect, o.Headers["CustomerId"]) = (KnownDialects.LSports, value)),
        Has.One.StartsWith("TokenSocket:Headers:"));

    [Test]
    public void A_header_as_the_dialect_wants_it_is_no_fault() =>
        Assert.That(Faults(o => (o.Dialect, o.Headers["CustomerId"]) = (KnownDialects.LSports, "123")), Is.Empty);

    private static CloseRule Row(int first, int last) =>
        new(first, last, "Any", CloseMeaning.Unknown, ReconnectVerdict.AfterBackoff, "It ended.", "Wait.");

    private static IReadOnlyList<string> Faults(Action<TokenSocketOptions> change)
    {
        var options = new TokenSocketOptions { GatewayUrl = Bench.Url };
        change(options);
        return OptionsCheck.FaultsOf(options);
    }
}
