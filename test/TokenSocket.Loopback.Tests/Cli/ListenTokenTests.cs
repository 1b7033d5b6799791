using System.Text;
using System.Text.Json.Nodes;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Dialects;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Cli;

/// <summary>Where the token of <c>tokensocket listen</c> comes from, and where it goes.</summary>
internal sealed class ListenTokenTests
{
    private string _secret = null!;

    [SetUp]
    public async Task WriteSecret()
    {
        _secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(_secret, "the-secret\n");
    }

    [TearDown]
    public void DeleteSecret() => File.Delete(_secret);

    [Test]
    public async Task Token_of_an_issuer_connects_and_messages_arrive([Values("tokensocket", "wiresocket")] string dialect)
    {
        await using LoopbackGateway server = await WithIssuerAsync(options => options.Dialect = KnownDialects.Find(dialect)!);
        using Listener listener = Listener.Start(
            server.Url, "--dialect", dialect, "--oauth-token-url", $"{server.TokenUrl}", "--client-id", "bot-7", "--client-secret-file", _secret);
        await listener.NextAsync("connected");
        GatewayConnection peer = server.Gateway.Connections.Single();

        await peer.SendAsync("hello");

        Assert.That(((string?)(await listener.NextAsync())["text"], peer.Owner), Is.EqualTo(("hello", "bot-7")));
        Assert.That((await listener.InterruptAsync()).Code, Is.Zero);
    }

    [Test]
    public async Task Client_may_stand_in_the_environment_where_a_token_is_not_looked_for_then()
    {
        await using LoopbackGateway server = await WithIssuerAsync();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TOKENSOCKET_TOKEN"] = "nobody-issued-this",
            ["TOKENSOCKET_CLIENT_ID"] = "bot-7",
            ["TOKENSOCKET_CLIENT_SECRET"] = "the-secret",
        };
        using Listener listener = Listener.Start(server.Url, variables.GetValueOrDefault, "--oauth-token-url", $"{server.TokenUrl}");

        await listener.NextAsync("connected");

        Assert.That(server.Gateway.Connections.Single().Owner, Is.EqualTo("bot-7"));
        await listener.InterruptAsync();
    }

    [Test]
    public async Task Given_client_goes_before_the_environment()
    {
        await using LoopbackGateway server = await WithIssuerAsync();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["TOKENSOCKET_CLIENT_ID"] = "another", ["TOKENSOCKET_CLIENT_SECRET"] = "another's" };
        using Listener listener = Listener.Start(
            server.Url, variables.GetValueOrDefault, "--oauth-token-url", $"{server.TokenUrl}", "--client-id", "bot-7", "--client-secret-file", _secret);

        await listener.NextAsync("connected");

        await listener.InterruptAsync();
    }

    [Test]
    public async Task Wrong_secret_ends_with_2_and_says_what_to_check()
    {
        await using LoopbackGateway server = await WithIssuerAsync();
        await File.WriteAllTextAsync(_secret, "not-the-secret");
        using Listener listener = Listener.Start(server.Url, "--oauth-token-url", $"{server.TokenUrl}", "--client-id", "bot-7", "--client-secret-file", _secret);

        JsonNode stop = await listener.NextAsync("stopped");

        Assert.That((string?)stop["reason"], Does.StartWith($"No Token: The token endpoint {server.TokenUrl} answered 401; check ClientId and ClientSecret."));
        Assert.That(((await listener.EndAsync()).Code, listener.Error), Is.EqualTo((2, "")));
    }

    [Test]
    public async Task Scope_goes_along()
    {
        var asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var issuer = new RawServer(async (stream, stopping) =>
        {
            var request = new StringBuilder();
            var buffer = new byte[1024];
            while (!request.ToString().Contains("offline_access", StringComparison.Ordinal))
                request.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAtLeastAsync(buffer, 1, cancellationToken: stopping)));
            asked.TrySetResult(request.ToString());
        });
        using Listener listener = Listener.Start(
            new Uri("ws://127.0.0.1:9"), "--oauth-token-url", $"{issuer.Url("http")}", "--client-id", "bot-7", "--client-secret-file", _secret, "--scope", "read offline_access");

        Assert.That(await asked.Task.WaitAsync(Patience.Long), Does.Contain("&scope=read+offline_access"));
        await listener.InterruptAsync();
    }

    [TestCase(TokenLocation.Query, "key", "query:key")]
    [TestCase(TokenLocation.SubProtocol, "auth", "subprotocol:auth")]
    [TestCase(TokenLocation.Bearer, "token", "bearer")]
    [TestCase(TokenLocation.Header, "X-Key", "header:X-Key")]
    [TestCase(TokenLocation.Query, "token", "query")]
    public async Task Token_goes_where_the_server_looks_for_it(TokenLocation location, string name, string place)
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options => options.TokenPlacement = new TokenPlacement(location, name));
        using Listener listener = Listener.Start(server.Url, "--token", server.Tokens.IssueRandom("bot-7"), "--token-in", place);
        await listener.NextAsync("connected");

        await server.Gateway.Connections.Single().SendAsync("hello");

        Assert.That((string?)(await listener.NextAsync())["text"], Is.EqualTo("hello"));
        await listener.InterruptAsync();
    }

    [Test]
    public async Task Token_in_another_place_is_missing()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync();
        using Listener listener = Listener.Start(server, "--token-in", "query");

        Assert.That((int?)(await listener.NextAsync("disconnected"))["code"], Is.EqualTo(4001));
    }

    private static async Task<LoopbackGateway> WithIssuerAsync(Action<TokenGatewayOptions>? configure = null)
    {
        LoopbackGateway server = await LoopbackGateway.StartAsync(configure);
        server.Issuer.AddClient("bot-7", "the-secret");
        return server;
    }
}
