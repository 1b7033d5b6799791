using TokenSocket.CloseCodes;
using TokenSocket.Credentials;

namespace TokenSocket.Tests.Tokens.OAuth;

public sealed class OAuthOptionsTests
{
    [TestCase("https://user:hidden@id.example/token?key=hidden#hidden", "https://id.example/token")]
    [TestCase("/token?key=hidden", "/token")]
    [TestCase("user:hidden@id.example/token", "***")]
    [TestCase("id.example/token", "id.example/token")]
    public void Print_no_secret(string url, string shown)
    {
        var options = new OAuthOptions
        {
            TokenUrl = new Uri(url, UriKind.RelativeOrAbsolute),
            ClientId = "bot",
            ClientSecret = "hidden",
            ClientSecretFile = "/run/hidden",
        };

        Assert.That(options.ToString(), Is.EqualTo($"OAuthOptions {{ TokenUrl = {shown}, ClientId = bot }}"));
    }

    [Test]
    public void Are_good_with_an_address_an_id_and_a_secret() => Assert.That(Faults(), Is.Empty);

    [TestCase("http://localhost:8080/token")]
    [TestCase("http://127.0.0.1/token")]
    [TestCase("http://[::1]/token")]
    [TestCase("https://id.example/token?tenant=1")]
    public void Are_good_with_the_address(string url) => Assert.That(Faults(o => o.TokenUrl = new Uri(url)), Is.Empty);

    [TestCase("/token", "must start with https:// and name a host; it is '/token'.")]
    [TestCase("wss://id.example/token", "must start with https:// and name a host; it is 'wss://id.example/token'.")]
    [TestCase("file:///token", "must start with https:// and name a host; it is 'file:///token'.")]
    [TestCase("http://id.example/token?key=hidden", "is 'http://id.example/token', over which anyone on the way can read the secret; use 'https://id.example/token'.")]
    [TestCase("https://user:hidden@id.example/token", "must not carry a user name or password; it is 'https://id.example/token' and they go into ClientId and ClientSecret.")]
    [TestCase("https://id.example/token#part", "must not carry a fragment (#…); it is 'https://id.example/token' (RFC 6749, section 3.2).")]
    public void Are_not_good_with_the_address(string url, string sentence)
    {
        Assert.That(Faults(o => o.TokenUrl = new Uri(url, UriKind.RelativeOrAbsolute)), Does.Contain($"OAuth:TokenUrl {sentence}"));
    }

    [Test]
    public void Are_told_every_fault_at_once()
    {
        var faults = Faults(o => (o.TokenUrl, o.ClientId, o.ClientSecret, o.Scope) = (null, "", "", "a  b"));

        Assert.That(faults, Is.EqualTo(new[]
        {
            "OAuth:TokenUrl is missing; set it to the token endpoint, such as 'https://id.example/connect/token'.",
            "OAuth:ClientId is missing; the issuer knows this client by it.",
            "OAuth:ClientSecret is missing; set it, or ClientSecretFile.",
            "OAuth:Scope must be names in ASCII without quotes and backslashes, one space between them; it is 'a  b'.",
        }));
    }

    [Test]
    public void Have_one_secret()
    {
        Assert.That(
            Faults(o => o.ClientSecretFile = "/run/secret"),
            Is.EqualTo(new[] { "OAuth:ClientSecretFile is '/run/secret' while ClientSecret is set too; set one of them." }));
    }

    [TestCase("a", true)]
    [TestCase("a b:c/d", true)]
    [TestCase("", true)]
    [TestCase(" a", false)]
    [TestCase("a ", false)]
    [TestCase("a\"b", false)]
    [TestCase("a\\b", false)]
    [TestCase("a\nb", false)]
    [TestCase("ä", false)]
    public void Have_a_scope_of_the_characters_that_RFC_6749_knows(string scope, bool isGood)
    {
        Assert.That(Faults(o => o.Scope = scope), Has.Length.EqualTo(isGood ? 0 : 1));
    }

    [TestCase("../v2/refresh", true)]
    [TestCase("/refresh", true)]
    [TestCase("https://id.example/refresh", true)]
    [TestCase("https://other.example/refresh", false)]
    [TestCase("//other.example/refresh", false)]
    [TestCase("http://id.example/refresh", false)]
    [TestCase("https://id.example:8443/refresh", false)]
    public void Send_refresh_tokens_to_the_host_of_the_endpoint_alone(string path, bool isGood)
    {
        Assert.That(Faults(o => o.Endpoint = new TokenEndpoint { RefreshPath = path }), Has.Length.EqualTo(isGood ? 0 : 1));
    }

    [Test]
    public void Have_lifetimes_that_can_be_meant()
    {
        var faults = Faults(o => o.Endpoint = new TokenEndpoint
        {
            Format = (TokenRequestFormat)7,
            Scope = " ",
            AccessTokenLifetime = TimeSpan.Zero,
            RefreshTokenLifetime = TimeSpan.MaxValue,
        });

        Assert.That(faults.Select(fault => fault.Split(' ')[0]), Is.EqualTo(new[]
        {
            "OAuth:Endpoint:Format",
            "OAuth:Endpoint:Scope",
            "OAuth:Endpoint:AccessTokenLifetime",
            "OAuth:Endpoint:RefreshTokenLifetime",
        }));
    }

    [Test]
    public void That_are_not_good_make_no_provider()
    {
        var e = Assert.Throws<ArgumentException>(() => new OAuthTokenProvider(new OAuthOptions { ClientSecret = "hidden" }).Dispose())!;

        Assert.That(e.Message, Does.Contain("OAuth:TokenUrl is missing").And.Contain("OAuth:ClientId is missing").And.Not.Contain("hidden"));
    }

    [Test]
    public void That_are_not_good_make_no_handler()
    {
        var made = 0;

        Assert.That(
            () => new OAuthTokenProvider(new OAuthOptions(), TimeProvider.System, Make, new ChangeListeners()).Dispose(),
            Throws.ArgumentException.And.Matches<ArgumentException>(_ => made == 0));

        HttpMessageHandler Make()
        {
            made++;
            return new FakeIssuer();
        }
    }

    [Test]
    public void Are_copied()
    {
        var options = OAuthBench.Options();
        var issuer = new FakeIssuer();
        using var provider = new OAuthTokenProvider(options, handler: issuer);
        options.ClientId = "another";

        Testing.Inline.Run(() => _ = provider.GetTokenAsync(new TokenRequest(TokenReason.First), CancellationToken.None).AsTask());

        Assert.That(issuer.Requests.Single().Fields["client_id"], Is.EqualTo("bot"));
    }

    private static string[] Faults(Action<OAuthOptions>? change = null)
    {
        var options = OAuthBench.Options();
        change?.Invoke(options);
        var faults = new List<string>();
        OAuthCheck.Check(options, (key, sentence) => faults.Add($"{key} {sentence}"));
        return [.. faults];
    }
}
