using System.Net;
using System.Net.WebSockets;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>The gateway as the server of another dialect, seen by a client that is not this library's.</summary>
internal sealed class DialectTests
{
    private const string Offered = Client.Offered;

    [TestCase("tokensocket", "token: secret", "")]
    [TestCase("lsports", "Authorization: Bearer secret", "")]
    [TestCase("pandascore", "", "?token=secret")]
    [TestCase("wiresocket", Offered + ": access_token, secret", "")]
    public async Task Token_is_taken_from_where_the_dialect_puts_it(string dialect, string header, string query)
    {
        await using LoopbackGateway server = await ActAsync(dialect);
        using ClientWebSocket client = await DialAsync(server, header, query);

        Assert.That(server.Gateway.Connections.Single().Owner, Is.EqualTo("alice"));
    }

    [Test]
    public async Task Subprotocol_is_echoed_and_the_token_never()
    {
        await using LoopbackGateway server = await ActAsync("wiresocket");
        using ClientWebSocket client = await DialAsync(server, Offered + ": access_token, secret", "");

        Assert.That(client.SubProtocol, Is.EqualTo("access_token"));
    }

    [Test]
    public async Task Placement_of_the_options_comes_before_the_dialects()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options =>
        {
            options.Dialect = KnownDialects.WireSocket;
            options.TokenPlacement = new TokenPlacement(TokenLocation.Query, "jwt");
        });
        server.Tokens.Issue("secret", "alice");
        using ClientWebSocket client = await DialAsync(server, "", "?jwt=secret");

        Assert.That(server.Gateway.Connections.Single().Owner, Is.EqualTo("alice"));
    }

    [Test]
    public async Task Dialect_without_a_token_in_the_handshake_admits_everyone()
    {
        await using LoopbackGateway server = await ActAsync("pusher");
        using ClientWebSocket one = await DialAsync(server, "", "");
        using ClientWebSocket two = await DialAsync(server, "", "");

        Assert.That(server.Gateway.Connections.Select(connection => connection.Owner), Is.EqualTo(new string?[] { null, null }));
    }

    [TestCase("wiresocket", "", 4001, "No token came with the handshake.")]
    [TestCase("wiresocket", Offered + ": access_token, another", 4002, "The token is invalid or has expired.")]
    [TestCase("lsports", "Authorization: Bearer another", 4401, "Authentication failed after upgrade.")]
    [TestCase("tokensocket-v1", "token: another", 1008, "Unauthorized")]
    public async Task Token_that_is_not_accepted_is_closed_with_the_words_of_the_dialect(string dialect, string header, int code, string reason)
    {
        await using LoopbackGateway server = await ActAsync(dialect);
        using ClientWebSocket client = await DialAsync(server, header, "");

        Assert.That(await client.ReceiveCloseAsync(), Is.EqualTo((code, reason)));
    }

    [TestCase("nakama", "?token=another")]
    [TestCase("nakama", "")]
    [TestCase("rfc6455", "")]
    public async Task Token_that_is_not_accepted_is_refused_where_the_dialect_has_a_status(string dialect, string query)
    {
        await using LoopbackGateway server = await ActAsync(dialect);
        using var client = new ClientWebSocket();
        client.Options.CollectHttpResponseDetails = true;

        Assert.That(() => client.ConnectAsync(new Uri(server.Url + query), CancellationToken.None), Throws.InstanceOf<WebSocketException>());
        Assert.That((client.HttpStatusCode, server.Gateway.Connections.Count), Is.EqualTo((HttpStatusCode.Unauthorized, 0)));
    }

    [Test]
    public async Task Token_deleted_while_connected_is_closed_with_the_words_of_the_dialect()
    {
        await using LoopbackGateway server = await ActAsync("wiresocket");
        using ClientWebSocket client = await DialAsync(server, Offered + ": access_token, secret", "");

        server.Tokens.Delete("secret");

        Assert.That(await client.ReceiveCloseAsync(), Is.EqualTo((4002, "The token is invalid or has expired.")));
    }

    [Test]
    public async Task Row_is_acted_on_a_connection_that_is_up()
    {
        await using LoopbackGateway server = await ActAsync("pusher");
        using ClientWebSocket client = await DialAsync(server, "", "");

        await server.Gateway.Connections.Single().ActAsync(KnownDialects.Pusher.Find(4150), 4199);

        Assert.That(await client.ReceiveCloseAsync(), Is.EqualTo((4199, "The server asks to come back later.")));
    }

    private static async Task<LoopbackGateway> ActAsync(string dialect)
    {
        LoopbackGateway server = await LoopbackGateway.StartAsync(options =>
        {
            options.Dialect = KnownDialects.Find(dialect)!;
            options.Session = SessionKind.Plain;
        });
        server.Tokens.Issue("secret", "alice");
        return server;
    }

    private static Task<ClientWebSocket> DialAsync(LoopbackGateway server, string header, string query) =>
        Client.DialAsync(new Uri(server.Url + query), header);
}
