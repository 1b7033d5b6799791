using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Gateway.Tests.Sessions;

namespace TokenSocket.Gateway.Tests.Discovery;

internal sealed class DiscoveryTests
{
    private TokenGatewayOptions _options = null!;
    private InMemoryTokenRegistry _tokens = null!;
    private TokenGateway _gateway = null!;

    [SetUp]
    public void Start()
    {
        _options = new TokenGatewayOptions { Dialect = KnownDialects.WireSocket };
        _tokens = new InMemoryTokenRegistry();
        _tokens.Issue("jwt");
        _gateway = new TokenGateway(_tokens, _options, TimeProvider.System, NullLogger<TokenGateway>.Instance);
    }

    [Test]
    public async Task Names_the_gateway_itself()
    {
        (int Status, string Body, string RetryAfter) answer = await AskAsync("?documentName=my%20document", "Bearer jwt");

        Assert.That(answer, Is.EqualTo((200, """{"region":"loopback","url":"ws://gateway.example:81/gateway?documentName=my%20document","isNew":false}""", "")));
    }

    [Test]
    public async Task Names_what_the_options_say()
    {
        _options.Discovery.Region = "eu-west-1";
        _options.Discovery.Url = new Uri("ws://127.0.0.1:7/my-document");
        _options.Discovery.IsNew = true;

        Assert.That((await AskAsync("?documentName=x", "Bearer jwt")).Body, Is.EqualTo("""{"region":"eu-west-1","url":"ws://127.0.0.1:7/my-document","isNew":true}"""));
    }

    [TestCase("")]
    [TestCase("?documentName=")]
    [TestCase("?document=x")]
    public async Task Request_without_a_document_is_refused(string query)
    {
        Assert.That(await AskAsync(query, "Bearer jwt"), Is.EqualTo((400, "Missing documentName.", "")));
    }

    [TestCase("")]
    [TestCase("Bearer ")]
    [TestCase("Bearer unknown")]
    [TestCase("Basic jwt")]
    public async Task Request_without_a_token_that_is_issued_is_refused(string authorization)
    {
        Assert.That(await AskAsync("?documentName=x", authorization), Is.EqualTo((401, "JWT missing or invalid.", "")));
    }

    [Test]
    public async Task Deleted_token_is_refused()
    {
        _tokens.Delete("jwt");

        Assert.That((await AskAsync("?documentName=x", "Bearer jwt")).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task Token_is_free_again_after_the_answer()
    {
        await AskAsync("?documentName=x", "Bearer jwt");

        Assert.That(await _tokens.ClaimAsync("jwt", "next", CancellationToken.None), Is.InstanceOf<TokenClaim.Granted>());
    }

    [Test]
    public async Task Token_in_use_may_ask()
    {
        await _tokens.ClaimAsync("jwt", "connection", CancellationToken.None);

        Assert.That((await AskAsync("?documentName=x", "Bearer jwt")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Nobody_needs_a_token_where_none_is_looked_for()
    {
        _options.TokenPlacement = new TokenPlacement(TokenLocation.None);

        Assert.That((await AskAsync("?documentName=x", "")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Overload_is_told_with_a_wait_until_it_is_over()
    {
        _gateway.RefuseDiscovery(retryAfter: TimeSpan.FromSeconds(6.5));
        (int Status, string Body, string RetryAfter) overloaded = await AskAsync("?documentName=x", "Bearer jwt");
        _gateway.AnswerDiscovery();

        Assert.That((overloaded, (await AskAsync("?documentName=x", "Bearer jwt")).Status, _gateway.DiscoveriesSeen), Is.EqualTo(((503, "", "7"), 200, 2L)));
    }

    [TestCase("/gateway", 400)]
    [TestCase("/gateway?documentName=", 400)]
    public async Task Handshake_without_a_document_is_refused_where_the_options_ask_for_one(string path, int status)
    {
        var host = new InMemoryHost(options => options.RequiredQuery.Add("documentName"));

        Assert.That(await host.RefusedAsync(path), Is.EqualTo((status, "Missing documentName.")));
    }

    private async Task<(int Status, string Body, string RetryAfter)> AskAsync(string query, string authorization)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("gateway.example", 81);
        context.Request.QueryString = new QueryString(query);
        context.Request.Headers.Authorization = authorization;
        await new DiscoveryEndpoint(_gateway, _options, "/gateway", TimeProvider.System, NullLogger.Instance).ServeAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()), context.Response.Headers.RetryAfter.ToString());
    }
}
