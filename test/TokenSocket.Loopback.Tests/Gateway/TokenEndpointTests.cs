using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>Both formats of the token endpoint, as they are on the wire.</summary>
internal sealed class TokenEndpointTests
{
    private static readonly object Credentials = new { clientId = "app", secret = "hush" };

    private IssuerHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await IssuerHost.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task Token_of_a_form_opens_the_gateway_until_it_expires()
    {
        using HttpResponseMessage answer = await _host.AskAsync();
        string token = await IssuerHost.TextOfAsync(answer, "access_token");
        Assert.That(
            (answer.Content.Headers.ContentType?.MediaType, $"{answer.Headers.CacheControl}", await IssuerHost.TextOfAsync(answer, "expires_in")),
            Is.EqualTo(("application/json", "no-store", "900")));

        using ClientWebSocket client = await Client.ConnectAsync(_host.Live, token);
        _host.Time.Advance(TimeSpan.FromMinutes(15));

        Assert.That((await client.ReceiveCloseAsync()).Code, Is.EqualTo(4401));
    }

    [Test]
    public async Task Token_of_a_json_object_opens_the_gateway_until_it_expires()
    {
        using HttpResponseMessage answer = await _host.PostJsonAsync(IssuerHost.JsonPath, Credentials);
        string token = await IssuerHost.TextOfAsync(answer, "accessToken");
        Assert.That(
            ($"{answer.Headers.CacheControl}", await IssuerHost.TextOfAsync(answer, "expiresIn"), await IssuerHost.TextOfAsync(answer, "expires")),
            Is.EqualTo(("no-store", "900", "2026-01-01T00:15:00.0000000Z")));

        using ClientWebSocket client = await Client.ConnectAsync(_host.Live, token);
        _host.Time.Advance(TimeSpan.FromMinutes(15));

        Assert.That((await client.ReceiveCloseAsync()).Code, Is.EqualTo(4401));
    }

    [Test]
    public async Task Refresh_token_of_a_form_is_good_once()
    {
        string first = await IssuerHost.TextOfAsync(await _host.AskAsync(), "refresh_token");
        string second = await IssuerHost.TextOfAsync(await _host.RefreshAsync(first), "refresh_token");

        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(await IssuerHost.ErrorOfAsync(await _host.RefreshAsync(first)), Is.EqualTo("400 invalid_grant"));
        Assert.That(await IssuerHost.ErrorOfAsync(await _host.RefreshAsync(second)), Is.EqualTo("400 invalid_grant"));
        Assert.That((_host.Issuer.RefreshesSeen, _host.Issuer.ReusedRefreshTokens), Is.EqualTo((3, 1)));
    }

    [Test]
    public async Task Refresh_token_of_a_json_object_is_good_once_at_an_address_of_its_own()
    {
        string first = await IssuerHost.TextOfAsync(await _host.PostJsonAsync(IssuerHost.JsonPath, Credentials), "refreshToken");

        Assert.That(await IssuerHost.ErrorOfAsync(await _host.PostJsonAsync(IssuerHost.JsonPath, new { refreshToken = first })), Is.EqualTo("400 invalid_request"));
        string second = await IssuerHost.TextOfAsync(await _host.PostJsonAsync(IssuerHost.RefreshPath, new { refreshToken = first }), "refreshToken");
        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(await IssuerHost.ErrorOfAsync(await _host.PostJsonAsync(IssuerHost.RefreshPath, new { refreshToken = first })), Is.EqualTo("400 invalid_grant"));
    }

    [Test]
    public async Task Address_of_refreshes_gives_nothing_for_a_secret()
    {
        Assert.That(await IssuerHost.ErrorOfAsync(await _host.PostJsonAsync(IssuerHost.RefreshPath, Credentials)), Is.EqualTo("400 invalid_request"));
    }

    [Test]
    public async Task Client_may_come_by_http_basic_and_is_asked_for_it()
    {
        _host.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("app:hush"u8));
        using HttpResponseMessage good = await _host.PostFormAsync(("grant_type", "client_credentials"));
        _host.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("app:loud"u8));
        using HttpResponseMessage bad = await _host.PostFormAsync(("grant_type", "client_credentials"));

        Assert.That(good.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await IssuerHost.ErrorOfAsync(bad), bad.Headers.WwwAuthenticate.Single().Scheme), Is.EqualTo(("401 invalid_client", "Basic")));
    }

    [TestCase("text/plain", "grant_type=client_credentials&client_id=app&client_secret=hush")]
    [TestCase("application/json", """{"clientId":"app","secret":"hush"}""")]
    [TestCase("application/x-www-form-urlencoded", "")]
    public async Task Body_that_is_no_form_is_invalid(string type, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);

        Assert.That(await IssuerHost.ErrorOfAsync(await _host.Http.PostAsync(IssuerHost.FormPath, content)), Is.EqualTo("400 invalid_request"));
    }

    [TestCase(IssuerHost.FormPath, "application/x-www-form-urlencoded", "grant_type=client_credentials&client_id=app&client_secret=hush&more=", "")]
    [TestCase(IssuerHost.JsonPath, "application/json", "{\"clientId\":\"app\",\"secret\":\"hush\",\"more\":\"", "\"}")]
    public async Task Body_is_read_up_to_64_KiB(string path, string type, string before, string after)
    {
        foreach ((int length, HttpStatusCode status) in new[] { (65_536, HttpStatusCode.OK), (65_537, HttpStatusCode.BadRequest), (5_000_000, HttpStatusCode.BadRequest) })
        {
            string body = before + new string('x', length - before.Length - after.Length) + after;
            using var content = new StringContent(body, Encoding.UTF8, type);
            using HttpResponseMessage answer = await _host.Http.PostAsync(path, content);

            Assert.That(answer.StatusCode, Is.EqualTo(status), $"{length} bytes");
        }
    }

    [Test]
    public async Task Body_that_breaks_http_is_invalid()
    {
        var url = new Uri(_host.Http.BaseAddress!, IssuerHost.FormPath);
        using RawClient client = await RawClient.DialAsync(url, $"POST {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n");

        await client.ReadHeadAsync();

        Assert.That(client.Head, Does.StartWith("HTTP/1.1 400 "));
        Assert.That(_host.Issuer.RequestsSeen, Is.EqualTo(1));
    }

    [Test]
    public async Task Other_methods_are_not_allowed()
    {
        using HttpResponseMessage answer = await _host.Http.GetAsync(IssuerHost.FormPath);

        Assert.That((answer.StatusCode, _host.Issuer.RequestsSeen), Is.EqualTo((HttpStatusCode.MethodNotAllowed, 0)));
    }
}
