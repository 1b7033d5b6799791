using System.Net.WebSockets;
using TokenSocket.CloseCodes;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Gateway;

internal sealed class EnforcementTests
{
    private LoopbackGateway _server = null!;

    [SetUp]
    public async Task Start() => _server = await LoopbackGateway.StartAsync();

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task Missing_token_gets_4001([Values(null, "")] string? token)
    {
        using ClientWebSocket client = await Client.ConnectAsync(_server.Url, token);

        Assert.That(await client.ReceiveCloseAsync(), Is.EqualTo((4001, "The API token is missing.")));
    }

    [Test]
    public async Task Unknown_token_gets_4002()
    {
        using ClientWebSocket client = await Client.ConnectAsync(_server.Url, "nobody-issued-this");

        Assert.That(await client.ReceiveCloseAsync(), Is.EqualTo((4002, "The API token is invalid.")));
    }

    [Test]
    public async Task Duplicate_token_gets_4003_and_the_first_stays()
    {
        _server.Tokens.Issue("secret");
        using ClientWebSocket first = await Client.ConnectAsync(_server.Url, "secret");
        using ClientWebSocket second = await Client.ConnectAsync(_server.Url, "secret");

        Assert.That(await second.ReceiveCloseAsync(), Is.EqualTo((4003, "The API token is already in-use.")));

        await _server.Gateway.BroadcastAsync("still here");
        Assert.That(await first.ReceiveTextAsync(), Is.EqualTo("still here"));
    }

    [Test]
    public async Task Deleted_token_gets_4004()
    {
        _server.Tokens.Issue("secret");
        _server.Tokens.Delete("secret");
        using ClientWebSocket client = await Client.ConnectAsync(_server.Url, "secret");

        Assert.That(await client.ReceiveCloseAsync(), Is.EqualTo((4004, "The API token has been deleted.")));
    }

    [Test]
    public async Task Token_deleted_while_connected_gets_4004()
    {
        _server.Tokens.Issue("secret");
        using ClientWebSocket client = await Client.ConnectAsync(_server.Url, "secret");

        _server.Tokens.Delete("secret");

        Assert.That(await client.ReceiveCloseAsync(), Is.EqualTo((4004, "The API token has been deleted.")));
    }

    [Test]
    public async Task Deletion_of_another_token_changes_nothing()
    {
        _server.Tokens.Issue("secret");
        _server.Tokens.Issue("other");
        using ClientWebSocket client = await Client.ConnectAsync(_server.Url, "secret");

        _server.Tokens.Delete("other");

        Assert.That(_server.Gateway.Connections.Single().IsOpen, Is.True);
    }

    [Test]
    public async Task Of_twenty_that_dial_at_once_one_wins_and_the_others_get_4003()
    {
        _server.Tokens.Issue("secret");
        ClientWebSocket[] clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.ConnectAsync(_server.Url, "secret")));

        Task<(int? Code, string? Reason)>[] ends = [.. clients.Select(client => client.ReceiveCloseAsync())];
        List<int?> codes = [];
        await foreach (Task<(int? Code, string? Reason)> end in Task.WhenEach(ends))
        {
            codes.Add((await end).Code);
            if (codes.Count == 19)
                await _server.Gateway.Connections.Single().CloseAsync(1000);
        }

        Assert.That(codes, Is.EqualTo(Enumerable.Repeat(4003, 19).Append(1000)));
        foreach (ClientWebSocket client in clients)
            client.Dispose();
    }

    [Test]
    public async Task Header_has_the_name_that_the_options_say()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options => options.TokenPlacement = new TokenPlacement(TokenLocation.Header, "x-api-key"));
        server.Tokens.Issue("secret", owner: "alice");
        using var client = new ClientWebSocket();
        client.Options.SetRequestHeader("X-Api-Key", "secret");

        await client.ConnectAsync(server.Url, CancellationToken.None);

        Assert.That(server.Gateway.Connections.Single().Owner, Is.EqualTo("alice"));
    }
}
