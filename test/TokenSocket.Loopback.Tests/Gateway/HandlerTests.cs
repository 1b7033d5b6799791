using System.Net.WebSockets;
using TokenSocket.Contracts;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Gateway;

internal sealed class HandlerTests
{
    [Test]
    public async Task Service_hears_connect_messages_and_end_in_order()
    {
        var heard = new List<string>();
        var ended = new TaskCompletionSource();
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options =>
        {
            options.OnConnected = async (connection, ct) =>
            {
                heard.Add($"connected {connection.Owner}");
                await connection.SendAsync("hello", ct);
            };
            options.OnMessage = async (connection, message, ct) =>
            {
                heard.Add(message.Text);
                await connection.SendAsync(message.Bytes, ct);
            };
            options.OnDisconnected = _ =>
            {
                heard.Add("disconnected");
                ended.SetResult();
                return ValueTask.CompletedTask;
            };
        });
        using ClientWebSocket client = await Client.ConnectAsync(server.Url, server.Tokens.IssueRandom("alice"));

        Assert.That(await client.ReceiveTextAsync(), Is.EqualTo("hello"));
        await client.SendAsync("one");
        await client.SendAsync("two");
        Assert.That(await client.ReceiveTextAsync(), Is.EqualTo("one"));
        Assert.That(await client.ReceiveTextAsync(), Is.EqualTo("two"));
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        await ended.Task.WaitAsync(Patience.Long);

        Assert.That(heard, Is.EqualTo(new[] { "connected alice", "one", "two", "disconnected" }));
    }

    [Test]
    public async Task Service_does_not_hear_of_a_client_that_was_turned_away()
    {
        int heard = 0;
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options =>
        {
            options.OnConnected = (_, _) => Count(ref heard);
            options.OnMessage = (_, _, _) => Count(ref heard);
            options.OnDisconnected = _ => Count(ref heard);
        });
        using ClientWebSocket client = await Client.ConnectAsync(server.Url, "unknown");

        await client.SendAsync("let me in");
        await client.ReceiveCloseAsync();
        await server.StopAsync();

        Assert.That(heard, Is.Zero);
    }

    [Test]
    public async Task Handler_that_throws_ends_its_connection_with_1011_and_no_other([Values] bool atConnect)
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options =>
        {
            options.OnConnected = (connection, _) => atConnect && connection.Owner is "bad" ? throw new InvalidOperationException() : ValueTask.CompletedTask;
            options.OnMessage = (_, _, _) => throw new InvalidOperationException();
        });
        using ClientWebSocket good = await Client.ConnectAsync(server.Url, server.Tokens.IssueRandom("good"));
        using ClientWebSocket bad = await Client.ConnectAsync(server.Url, server.Tokens.IssueRandom("bad"));
        await bad.SendAsync("x");

        Assert.That(await bad.ReceiveCloseAsync(), Is.EqualTo((1011, "The server failed to handle the connection.")));
        Assert.That(server.Gateway.Connections.Single().Owner, Is.EqualTo("good"));
    }

    [Test]
    public async Task Handler_is_told_when_its_connection_ends()
    {
        var told = new TaskCompletionSource();
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options => options.OnMessage = async (connection, _, ct) =>
        {
            Task closing = connection.CloseAsync(4000);
            await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await closing;
            told.SetResult();
        });
        using ClientWebSocket client = await Client.ConnectAsync(server.Url, server.Tokens.IssueRandom());
        await client.SendAsync("x");

        await told.Task.WaitAsync(Patience.Long);
        Assert.That((await client.ReceiveCloseAsync()).Code, Is.EqualTo(4000));
    }

    [Test]
    public async Task Connection_is_listed_before_its_client_knows_that_it_is_connected()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync();

        for (int i = 1; i <= 50; i++)
        {
            using ClientWebSocket client = await Client.ConnectAsync(server.Url, server.Tokens.IssueRandom($"{i}"));
            Assert.That(server.Gateway.Connections.Select(connection => connection.Owner), Does.Contain($"{i}"));
        }
    }

    private static ValueTask Count(ref int heard)
    {
        Interlocked.Increment(ref heard);
        return ValueTask.CompletedTask;
    }
}
