using System.Net.WebSockets;
using TokenSocket.Contracts;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>However a connection ends, its token is free again.</summary>
internal sealed class ClaimTests
{
    private static readonly Dictionary<string, Func<GatewayConnection, RawClient, Task>> Ends = new(StringComparer.Ordinal)
    {
        ["close"] = (connection, _) => connection.CloseAsync(4000),
        ["empty close"] = (connection, _) => connection.CloseWithoutCodeAsync(),
        ["malformed close"] = (connection, _) => connection.CloseMalformedAsync(new byte[1]),
        ["drop"] = (connection, _) => Do(connection.Drop),
        ["hang up"] = (connection, _) => Do(connection.HangUp),
        ["drop while playing dead"] = (connection, _) => Do(() =>
        {
            connection.StopAnswering();
            connection.Drop();
        }),
        ["close while playing dead"] = (connection, _) =>
        {
            connection.StopAnswering();
            return connection.CloseAsync(4000);
        },
        ["client closes"] = (_, client) => client.SendFrameAsync(0x88, 0x03, 0xE8),
        ["client breaks the protocol"] = (_, client) => client.SendFrameAsync(0xFF),
        ["client ends TCP"] = (_, client) => Do(client.Dispose),
        ["client resets TCP"] = (_, client) => Do(() =>
        {
            client.Socket.LingerState = new(enable: true, seconds: 0);
            client.Dispose();
        }),
        ["handler throws"] = (_, client) => client.SendFrameAsync(0x81, "throw"u8.ToArray()),
        ["handler never ends and the client goes"] = async (_, client) =>
        {
            await client.SendFrameAsync(0x81, "hang"u8.ToArray());
            client.Dispose();
        },
        ["handler never ends and it is closed"] = async (connection, client) =>
        {
            await client.SendFrameAsync(0x81, "hang"u8.ToArray());
            await connection.CloseAsync(4000);
        },
    };

    private static IEnumerable<string> Names => Ends.Keys;

    [TestCaseSource(nameof(Names))]
    public async Task Token_is_free_after(string end)
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options =>
        {
            options.CloseTimeout = TimeSpan.FromMilliseconds(100);
            options.OnMessage = (_, message, _) => message.Text switch
            {
                "throw" => throw new InvalidOperationException("The service is broken."),
                _ => new ValueTask(new TaskCompletionSource().Task),
            };
        });
        server.Tokens.Issue("secret");
        using RawClient client = await RawClient.ConnectAsync(server.Url, "secret");
        GatewayConnection connection = server.Gateway.Connections.Single();

        await Ends[end](connection, client);
        await connection.Ended.WaitAsync(Patience.Long);

        Assert.That(server.Gateway.Connections, Is.Empty);
        using RawClient next = await RawClient.ConnectAsync(server.Url, "secret");
        Assert.That(server.Gateway.Connections.Single().IsOpen, Is.True);
    }

    [Test]
    public async Task Token_is_free_as_soon_as_the_client_can_read_the_close()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options => options.CloseTimeout = TimeSpan.FromHours(1));
        server.Tokens.Issue("secret");
        using RawClient old = await RawClient.ConnectAsync(server.Url, "secret");
        GatewayConnection closing = server.Gateway.Connections.Single();

        _ = closing.CloseAsync(1012);
        await old.ReadFrameAsync();
        using RawClient next = await RawClient.ConnectAsync(server.Url, "secret");

        Assert.That(server.Gateway.Connections.Single(), Is.Not.SameAs(closing));
        Assert.That(closing.Ended.IsCompleted, Is.False);
    }

    [Test]
    public async Task Token_is_free_before_the_clients_own_close_is_answered()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync();
        server.Tokens.Issue("secret");

        for (int i = 0; i < 200; i++)
        {
            using ClientWebSocket client = await Client.ConnectAsync(server.Url, "secret");
            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).WaitAsync(Patience.Long);
            Assert.That((int?)client.CloseStatus, Is.EqualTo(1000));
        }
    }

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
