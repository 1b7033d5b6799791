using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;
using TokenSocket.Notices;
using TokenSocket.Secrecy;
using TokenSocket.Transport;

namespace TokenSocket.Tests.Tokens;

public sealed class PlacementTests
{
    private static readonly AccessToken Token = new("a+b/c=&d");

    [Test]
    public void A_header_carries_the_bare_token()
    {
        Assert.That(Request().With(Token, new(TokenLocation.Header, "x-key")).Headers["X-Key"], Is.EqualTo("a+b/c=&d"));
    }

    [Test]
    public void A_bearer_carries_it_in_Authorization()
    {
        Assert.That(Request().With(Token, new(TokenLocation.Bearer)).Headers["Authorization"], Is.EqualTo("Bearer a+b/c=&d"));
    }

    [TestCase("wss://gateway.example/v2", "?token=a%2Bb%2Fc%3D%26d")]
    [TestCase("wss://gateway.example/v2?v=1", "?v=1&token=a%2Bb%2Fc%3D%26d")]
    [TestCase("wss://gateway.example/v2?", "?token=a%2Bb%2Fc%3D%26d")]
    public void A_query_carries_it_escaped_behind_what_is_there(string address, string query)
    {
        var request = (Request() with { Address = new Uri(address) }).With(Token, new(TokenLocation.Query));

        Assert.That((request.Address.Query, request.Address.Port, request.Address.AbsolutePath), Is.EqualTo((query, 443, "/v2")));
    }

    [Test]
    public void Two_subprotocols_carry_it_behind_those_that_are_there()
    {
        var request = (Request() with { SubProtocols = ["v1"] }).With(new AccessToken("abc"), new(TokenLocation.SubProtocol, "auth"));

        Assert.That(request.SubProtocols, Is.EqualTo(new[] { "v1", "auth", "abc" }));
    }

    [Test]
    public void Every_place_carries_it_where_there_are_several()
    {
        var place = new TokenPlacement(TokenLocation.Header, "x-key") { Also = new(TokenLocation.Bearer) { Also = new(TokenLocation.Query, "key") { Also = new(TokenLocation.SubProtocol, "auth") } } };

        var request = Request().With(new AccessToken("abc"), place);

        Assert.That(
            (request.Headers["x-key"], request.Headers["Authorization"], request.Address.Query, string.Join(',', request.SubProtocols)),
            Is.EqualTo(("abc", "Bearer abc", "?key=abc", "auth,abc")));
    }

    [Test]
    public void Nothing_carries_it_where_the_place_is_none()
    {
        var request = Request();

        Assert.That(request.With(Token, new(TokenLocation.None)), Is.SameAs(request));
    }

    [Test]
    public void No_token_changes_nothing()
    {
        var request = Request();

        Assert.That(request.With(null, new(TokenLocation.Header)), Is.SameAs(request));
    }

    [Test]
    public void A_request_prints_without_query_and_token()
    {
        Assert.That(Request().With(Token, new(TokenLocation.Query)).ToString(), Is.EqualTo("wss://gateway.example/v2"));
    }

    [Test]
    public async Task A_provider_is_asked_but_its_token_does_not_go_unencrypted()
    {
        var bench = await Bench.StartedAsync(o => o with { GatewayUrl = new Uri("ws://gateway.example") }, new Testing.FakeTokens("4711-zebra"));

        Assert.That(
            (bench.Gateway.Dials.Count, bench.Notices.Of<Disconnected>()[0].Info.Reason),
            Is.EqualTo((0, "The token may not be sent over ws:// to a host that is not loopback; use wss://, or set AllowInsecureToken.")));
    }

    [Test]
    public async Task A_redirect_never_takes_the_token_over_ws_to_another_host()
    {
        var bench = await Bench.StartedAsync(o => o with
        {
            GatewayUrl = new Uri("ws://localhost"),
            RedirectHosts = ["other.example"],
            Dialect = Redirecting(),
        });

        bench.Gateway.Close(4300, "REDIRECT:ws://other.example/");

        Assert.That(
            (bench.Gateway.Dials.Count, bench.Notices.Of<Disconnected>()[^1].Info.Cause),
            Is.EqualTo((1, DisconnectCause.TokenUnavailable)));
    }

    [Test]
    public async Task A_redirect_over_wss_takes_it_along()
    {
        var bench = await Bench.StartedAsync(o => o with { RedirectHosts = ["other.example"], Dialect = Redirecting() });

        bench.Gateway.Close(4300, "REDIRECT:wss://other.example/");

        Assert.That(
            (bench.Gateway.Connection.Request.Address.Host, bench.Gateway.Connection.Request.Headers["token"]),
            Is.EqualTo(("other.example", RunSecrets.Token)));
    }

    [Test]
    public async Task A_redirect_to_an_address_that_ends_as_a_token_begins_is_followed()
    {
        var bench = await Bench.StartedAsync(o => o with { Token = "prod-4711", Dialect = Redirecting() });

        bench.Gateway.Close(4300, "REDIRECT:wss://gateway.example/prod");

        Assert.That(bench.Gateway.Connection.Request.Address, Is.EqualTo(new Uri("wss://gateway.example/prod")));
    }

    private static TransportRequest Request() => new() { Address = new Uri("wss://gateway.example/v2") };

    private static CloseDialect Redirecting() => KnownDialects.TokenSocket with
    {
        Rules = [.. KnownDialects.TokenSocket.Rules, new(4300, "Elsewhere", CloseMeaning.Redirect, ReconnectVerdict.AtNewAddress, "Go elsewhere.", "Nothing to do.")],
    };
}
