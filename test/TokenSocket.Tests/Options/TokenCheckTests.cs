using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Dialects;

namespace TokenSocket.Tests.Options;

/// <summary>Where the token comes from, and where it goes.</summary>
public sealed class TokenCheckTests
{
    private static readonly OAuthOptions Issuer = new() { TokenUrl = new Uri("https://issuer.example/token"), ClientId = "bot-7", ClientSecret = "hidden" };

    [Test]
    public void A_token_comes_from_one_source()
    {
        Assert.That(
            Faults(o => (o.Token, o.OAuth) = ("t", Issuer)),
            Is.EqualTo(new[] { "TokenSocket:OAuth is set while Token is set too; set one of them." }));
    }

    [Test]
    public void An_issuer_beside_a_provider_is_a_fault()
    {
        Assert.That(
            OptionsCheck.FaultsOf(Good() with { OAuth = Issuer }, hasProvider: true),
            Is.EqualTo(new[] { "TokenSocket:OAuth is set beside a token provider; leave it out." }));
    }

    [Test]
    public void Every_fault_of_an_issuer_is_told_by_its_key()
    {
        Assert.That(
            Faults(o => o.OAuth = new OAuthOptions()).Select(fault => fault.Split(' ')[0]),
            Is.EqualTo(new[] { "TokenSocket:OAuth:TokenUrl", "TokenSocket:OAuth:ClientId", "TokenSocket:OAuth:ClientSecret" }));
    }

    [Test]
    public void The_endpoint_of_the_dialect_is_looked_at_where_the_issuer_names_none()
    {
        var dialect = KnownDialects.TokenSocket with { TokenEndpoint = new TokenEndpoint { RefreshPath = "https://other.example/refresh" } };

        Assert.That(
            Faults(o => (o.OAuth, o.Dialect) = (Issuer, dialect)),
            Is.EqualTo(new[] { "TokenSocket:OAuth:Endpoint:RefreshPath must be an address at the host of TokenUrl; it is 'https://other.example/refresh'." }));
    }

    [Test]
    public void The_endpoint_of_the_dialect_is_not_looked_at_where_the_issuer_names_one()
    {
        var dialect = KnownDialects.TokenSocket with { TokenEndpoint = new TokenEndpoint { RefreshPath = "https://other.example/refresh" } };

        Assert.That(Faults(o => (o.OAuth, o.Dialect) = (Issuer with { Endpoint = new TokenEndpoint() }, dialect)), Is.Empty);
    }

    [Test]
    public void A_token_of_an_issuer_does_not_go_unencrypted_either()
    {
        Assert.That(Faults(o => (o.OAuth, o.GatewayUrl) = (Issuer, new Uri("ws://gateway.example"))).Single(), Does.StartWith("TokenSocket:GatewayUrl is 'ws://gateway.example/'"));
    }

    [Test]
    public void A_token_that_goes_in_band_does_not_go_unencrypted_either()
    {
        Assert.That(
            Faults(o => (o.Token, o.Dialect, o.GatewayUrl) = ("t", KnownDialects.Find("sockudo")!, new Uri("ws://gateway.example"))).Single(),
            Does.StartWith("TokenSocket:GatewayUrl is 'ws://gateway.example/'"));
    }

    [TestCase(TokenLocation.Header, "token", "names the header 'token' twice; leave one of them out.")]
    [TestCase(TokenLocation.Header, "TOKEN", "names the header 'TOKEN' twice; leave one of them out.")]
    [TestCase(TokenLocation.None, "token", "says None beside another place; leave one of them out.")]
    [TestCase(TokenLocation.Query, "a b", "must be letters, digits or one of -._~; it is 'a b'.")]
    public void A_further_place_that_will_not_do_is_a_fault(TokenLocation location, string name, string sentence)
    {
        Assert.That(
            Faults(o => o.TokenPlacement = new(TokenLocation.Header) { Also = new(location, name) }),
            Is.EqualTo(new[] { $"TokenSocket:TokenPlacement:Also {sentence}" }));
    }

    [Test]
    public void Two_pairs_of_subprotocols_are_a_fault()
    {
        Assert.That(
            Faults(o => o.TokenPlacement = new(TokenLocation.SubProtocol, "a") { Also = new(TokenLocation.SubProtocol, "b") }),
            Is.EqualTo(new[] { "TokenSocket:TokenPlacement:Also names the subprotocols twice; leave one of them out." }));
    }

    [Test]
    public void A_bearer_and_a_header_named_Authorization_are_the_same_place()
    {
        Assert.That(
            Faults(o => o.TokenPlacement = new(TokenLocation.Bearer) { Also = new(TokenLocation.Header, "authorization") }),
            Is.EqualTo(new[] { "TokenSocket:TokenPlacement:Also names the header 'authorization' twice; leave one of them out." }));
    }

    [Test]
    public void A_token_must_fit_into_every_place()
    {
        Assert.That(
            Faults(o => (o.Token, o.TokenPlacement) = ("a=b", new(TokenLocation.Query) { Also = new(TokenLocation.SubProtocol, "access_token") })),
            Is.EqualTo(new[] { "TokenSocket:Token contains a separator, a space or a control character, which a subprotocol cannot carry; it is '***'." }));
    }

    [Test]
    public void The_header_of_a_further_place_is_not_to_be_set_by_hand()
    {
        Assert.That(
            Faults(o =>
            {
                o.TokenPlacement = new(TokenLocation.Query) { Also = new(TokenLocation.Header, "x-key") };
                o.Headers["X-Key"] = "hidden";
            }),
            Is.EqualTo(new[] { "TokenSocket:Headers:X-Key is where the token goes; set Token instead." }));
    }

    [TestCase(null)]
    [TestCase("{}")]
    public void A_dialect_that_takes_tokens_in_band_says_in_which_message(string? message)
    {
        Assert.That(
            Faults(o => o.Dialect = KnownDialects.TokenSocket with { Name = "mine", AgeingToken = AgeingToken.InBand, TokenMessage = message }),
            Is.EqualTo(new[] { "TokenSocket:Dialect 'mine' takes fresh tokens in band but says no message for it; give it a TokenMessage with {token} in it." }));
    }

    private static TokenSocketOptions Good() => new() { GatewayUrl = Bench.Url };

    private static IReadOnlyList<string> Faults(Action<TokenSocketOptions> change)
    {
        var options = Good();
        change(options);
        return OptionsCheck.FaultsOf(options);
    }
}
