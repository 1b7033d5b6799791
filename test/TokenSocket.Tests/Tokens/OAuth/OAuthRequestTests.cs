using TokenSocket.Credentials;
using TokenSocket.Dialects;

namespace TokenSocket.Tests.Tokens.OAuth;

public sealed class OAuthRequestTests
{
    [Test]
    public void Asks_with_the_clients_credentials_as_RFC_6749_has_it()
    {
        var bench = new OAuthBench(options: o => (o.ClientSecret, o.Scope) = ("a&b=c+d %", "one two"));

        bench.Ask();

        Assert.That(bench.Issuer.Requests[0], Is.EqualTo(new IssuerRequest(
            $"POST {OAuthBench.Address}",
            "application/x-www-form-urlencoded",
            "application/json",
            "grant_type=client_credentials&client_id=bot&client_secret=a%26b%3Dc%2Bd+%25&scope=one+two")));
    }

    [Test]
    public void Asks_with_a_refresh_token_and_says_who_asks()
    {
        var bench = new OAuthBench();
        var token = bench.Ask();

        bench.Ask(TokenReason.Rejected, token);

        Assert.That(
            bench.Issuer.Requests[1].Body,
            Is.EqualTo($"grant_type=refresh_token&refresh_token=refresh-1&client_id=bot&client_secret={OAuthBench.Secret}"));
    }

    [TestCase(null, "WireSocket.API offline_access")]
    [TestCase("", "WireSocket.API offline_access")]
    [TestCase("other", "other")]
    public void Asks_wiresocket_for_its_scope_unless_another_is_set(string? scope, string asked)
    {
        var bench = new OAuthBench(KnownDialects.WireSocket.TokenEndpoint, o => o.Scope = scope);

        bench.Ask();

        Assert.That(bench.Issuer.Requests[0].Fields["scope"], Is.EqualTo(asked));
    }

    [Test]
    public void Asks_lsports_in_JSON()
    {
        var bench = LSports();

        bench.Ask();

        Assert.That(bench.Issuer.Requests[0], Is.EqualTo(new IssuerRequest(
            "POST https://id.example/identity/resources/auth/v1/api-token",
            "application/json",
            "application/json",
            $$"""{"clientId":"bot","secret":"{{OAuthBench.Secret}}"}""")));
    }

    [Test]
    public void Takes_a_refresh_token_of_lsports_to_its_own_address_without_the_secret()
    {
        var bench = LSports();
        bench.Issuer.Answer(200, """{"accessToken":"access","refreshToken":"refresh","expiresIn":1800}""");
        var token = bench.Ask();
        bench.Issuer.Answer(200, """{"accessToken":"access-2"}""");

        bench.Ask(TokenReason.Rejected, token);

        Assert.That(bench.Issuer.Requests[1], Is.EqualTo(new IssuerRequest(
            "POST https://id.example/identity/resources/auth/v2/api-token/token/refresh",
            "application/json",
            "application/json",
            """{"refreshToken":"refresh"}""")));
    }

    [Test]
    public async Task Takes_a_refresh_token_of_lsports_there_though_the_secrets_file_is_gone()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "secret");
        var bench = new OAuthBench(KnownDialects.LSports.TokenEndpoint, o => (o.ClientSecret, o.ClientSecretFile) = (null, path));
        var token = await bench.Begin().SoonAsync();
        File.Delete(path);

        await bench.Begin(TokenReason.Rejected, token).SoonAsync();

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1" }));
    }

    [Test]
    public void Is_of_a_known_length()
    {
        using var request = new OAuthRequest(OAuthBench.Options(KnownDialects.LSports.TokenEndpoint)).Write(null, "secret");

        Assert.That(request.Content!.Headers.ContentLength, Is.EqualTo(36));
    }

    [Test]
    public async Task Reads_the_secrets_file_whenever_it_is_sent()
    {
        var path = Path.GetTempFileName();
        var bench = new OAuthBench(options: o => (o.ClientSecret, o.ClientSecretFile) = (null, path));
        await File.WriteAllTextAsync(path, "first\n");
        var token = await bench.Begin().SoonAsync();
        await File.WriteAllTextAsync(path, "second\n");

        await bench.Begin(TokenReason.Rejected, token).SoonAsync();
        File.Delete(path);

        Assert.That(bench.Issuer.Requests.Select(request => request.Fields["client_secret"]), Is.EqualTo(new[] { "first", "second" }));
    }

    [Test]
    public async Task Is_not_sent_without_the_secrets_file_and_keeps_the_refresh_token()
    {
        var path = Path.GetTempFileName();
        var bench = new OAuthBench(options: o => (o.ClientSecret, o.ClientSecretFile) = (null, path));
        await File.WriteAllTextAsync(path, "first\n");
        var token = await bench.Begin().SoonAsync();
        File.Delete(path);
        Assert.That(
            async () => await bench.Begin(TokenReason.Rejected, token).SoonAsync(),
            Throws.InstanceOf<TokenUnavailableException>().With.Message.EqualTo($"The client secret file '{path}' does not exist; check ClientSecretFile."));
        await File.WriteAllTextAsync(path, "second\n");

        await bench.Begin().SoonAsync();
        File.Delete(path);

        Assert.That(bench.Issuer.AskedWith, Is.EqualTo(new[] { "client", "refresh-1" }));
    }

    [Test]
    public async Task Is_not_sent_with_an_empty_secret()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "\n");
        var bench = new OAuthBench(options: o => (o.ClientSecret, o.ClientSecretFile) = (null, path));

        Assert.That(
            async () => await bench.Begin().SoonAsync(),
            Throws.InstanceOf<TokenUnavailableException>().With.Message.EqualTo($"The client secret file '{path}' is empty; check ClientSecretFile."));
        File.Delete(path);
    }

    private static OAuthBench LSports() => new(
        KnownDialects.LSports.TokenEndpoint,
        o => o.TokenUrl = new Uri("https://id.example/identity/resources/auth/v1/api-token"));
}
