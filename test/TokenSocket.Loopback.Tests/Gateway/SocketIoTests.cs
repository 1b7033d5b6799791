using System.Net;
using System.Net.WebSockets;
using TokenSocket.CloseCodes;
using TokenSocket.Contracts;
using TokenSocket.Dialects;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>The gateway's own addresses for LSports and WireSocket.</summary>
public sealed class SocketIoTests
{
    [Test]
    public async Task Loopback_gateway_acts_lsports_at_its_path()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(static options =>
        {
            options.Dialect = KnownDialects.LSports;
            options.Session = SessionKind.SocketIo;
        });
        server.Tokens.Issue("secret");
        using var client = new ClientWebSocket();
        client.Options.SetRequestHeader("Authorization", "Bearer secret");
        client.Options.SetRequestHeader("customerid", "777");

        await client.ConnectAsync(new Uri(server.Url, "?EIO=4&transport=websocket"), CancellationToken.None).WaitAsync(Patience.Long);
        string open = await client.ReceiveTextAsync();
        await client.SendAsync("40");
        string connected = await client.ReceiveTextAsync();
        await client.SendAsync("""420["join","777"]""");
        string joined = await client.ReceiveTextAsync();
        await server.Gateway.Connections.Single().EmitAsync("RESERVE_BET_ACCEPT", 7);
        string bet = await client.ReceiveTextAsync();

        Assert.That(server.Url.AbsolutePath, Is.EqualTo("/rms-socket/socket.io"));
        Assert.That((open[..8], connected[..9], joined, bet), Is.EqualTo(("""0{"sid":""", """40{"sid":""", """430[{"ok":true}]""", """42["RESERVE_BET_ACCEPT",7]""")));
    }

    [Test]
    public async Task Loopback_gateway_tells_of_itself_as_wiresocket()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(static options => options.Dialect = KnownDialects.WireSocket);
        server.Tokens.Issue("jwt");
        using var http = new HttpClient { BaseAddress = new UriBuilder(server.Url) { Scheme = "http", Path = "" }.Uri };
        using var request = new HttpRequestMessage(HttpMethod.Get, "discovery?documentName=x") { Headers = { { "Authorization", "Bearer jwt" } } };

        using HttpResponseMessage answer = await http.SendAsync(request).WaitAsync(Patience.Long);

        Assert.That((answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync()), Is.EqualTo((
            HttpStatusCode.OK, "application/json", $$"""{"region":"loopback","url":"{{server.Url}}?documentName=x","isNew":false}""")));
    }
}
