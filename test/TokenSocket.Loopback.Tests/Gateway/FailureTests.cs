using System.Net.WebSockets;
using TokenSocket.Contracts;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Gateway;

/// <summary>The gateway's faults on order, and what it does about its clients'.</summary>
internal sealed class FailureTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    private LoopbackGateway _server = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await LoopbackGateway.StartAsync(options =>
        {
            options.CloseTimeout = Moment;
            options.SendQueueCapacity = 16;
        });
        _server.Tokens.Issue("secret");
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task Drop_is_a_reset()
    {
        using RawClient client = await RawClient.ConnectAsync(_server.Url, "secret");

        _server.Gateway.Connections.Single().Drop();

        Assert.That(client.ReadToEndAsync, Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task Hang_up_is_a_plain_end()
    {
        using RawClient client = await RawClient.ConnectAsync(_server.Url, "secret");

        _server.Gateway.Connections.Single().HangUp();

        Assert.That(await client.ReadToEndAsync(), Is.Empty);
    }

    [Test]
    public async Task Drop_breaks_off_a_close_that_waits_for_its_answer()
    {
        await using LoopbackGateway patient = await LoopbackGateway.StartAsync(options => options.CloseTimeout = TimeSpan.FromHours(1));
        patient.Tokens.Issue("secret");
        using RawClient client = await RawClient.ConnectAsync(patient.Url, "secret");
        GatewayConnection connection = patient.Gateway.Connections.Single();

        await connection.CloseAsync(4000);
        connection.Drop();

        Assert.That(await connection.Ended.WaitAsync(Patience.Long), Is.Null);
    }

    [Test]
    public async Task Gateway_that_plays_dead_answers_no_ping_and_no_close_and_keeps_tcp()
    {
        using RawClient client = await RawClient.ConnectAsync(_server.Url, "secret");
        GatewayConnection connection = _server.Gateway.Connections.Single();

        connection.StopAnswering();
        await client.SendFrameAsync(0x89, 1, 2, 3);
        await client.SendFrameAsync(0x88, 0x03, 0xE8);
        await connection.SendAsync("unheard");
        Task<byte[]> answer = client.ReadToEndAsync();
        await Task.Delay(Moment);

        Assert.That(answer.IsCompleted, Is.False);
        Assert.That(connection.IsOpen, Is.True);

        connection.HangUp();
        Assert.That(await answer, Is.Empty);
    }

    [Test]
    public async Task Gateway_that_plays_dead_outlives_its_own_pings_but_not_the_clients_end()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options =>
        {
            options.KeepAliveInterval = TimeSpan.FromMilliseconds(50);
            options.KeepAliveTimeout = TimeSpan.FromMilliseconds(50);
        });
        server.Tokens.Issue("secret");
        RawClient client = await RawClient.ConnectAsync(server.Url, "secret");
        GatewayConnection connection = server.Gateway.Connections.Single();

        connection.StopAnswering();
        await Task.Delay(Moment);
        Assert.That(connection.IsOpen, Is.True);

        client.Dispose();
        Assert.That(await connection.Ended.WaitAsync(Patience.Long), Is.Null);
    }

    [Test]
    public async Task Client_that_answers_no_ping_is_dropped()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options =>
        {
            options.KeepAliveInterval = TimeSpan.FromMilliseconds(50);
            options.KeepAliveTimeout = TimeSpan.FromMilliseconds(50);
        });
        server.Tokens.Issue("secret");
        using RawClient client = await RawClient.ConnectAsync(server.Url, "secret");
        GatewayConnection connection = server.Gateway.Connections.Single();

        Assert.That(await connection.Ended.WaitAsync(Patience.Long), Is.Null);
        Assert.That(client.ReadToEndAsync, Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task Client_that_answers_pings_stays()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options =>
        {
            options.KeepAliveInterval = TimeSpan.FromMilliseconds(50);
            options.KeepAliveTimeout = TimeSpan.FromMilliseconds(500);
        });
        server.Tokens.Issue("secret");
        using ClientWebSocket client = await Client.ConnectAsync(server.Url, "secret");
        Task<string> next = client.ReceiveTextAsync();

        await Task.Delay(TimeSpan.FromSeconds(1));
        await server.Gateway.BroadcastAsync("still here");

        Assert.That(await next, Is.EqualTo("still here"));
    }

    [Test]
    public async Task Peer_that_reads_nothing_is_dropped_from_a_broadcast_and_holds_up_nobody()
    {
        _server.Tokens.Issue("dead");
        using RawClient dead = await RawClient.ConnectAsync(_server.Url, "dead");
        GatewayConnection slow = _server.Gateway.Connections.Single();
        using ClientWebSocket live = await Client.ConnectAsync(_server.Url, "secret");
        var payload = new byte[1024 * 1024];
        Task<int> received = DrainAsync(live);

        int sent = 0;
        while (!slow.Ended.IsCompleted)
        {
            await _server.Gateway.BroadcastAsync(payload).WaitAsync(Patience.Long);
            Assert.That(++sent, Is.LessThan(200));
        }

        await _server.Gateway.Connections.Single().CloseAsync(1000);
        Assert.That(await received.WaitAsync(Patience.Long), Is.EqualTo(sent));
    }

    [Test]
    public async Task Send_to_a_peer_that_reads_nothing_gives_up()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options => options.SendTimeout = Moment);
        server.Tokens.Issue("secret");
        using RawClient client = await RawClient.ConnectAsync(server.Url, "secret");
        GatewayConnection connection = server.Gateway.Connections.Single();
        var payload = new byte[1024 * 1024];

        int sent = 0;
        while (await connection.SendAsync(payload).WaitAsync(Patience.Long))
            Assert.That(++sent, Is.LessThan(1000));

        Assert.That(connection.IsOpen, Is.False);
    }

    [Test]
    public async Task Client_that_pings_without_end_and_reads_no_pong_is_given_up()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options =>
        {
            options.SendTimeout = Moment;
            options.KeepAliveInterval = TimeSpan.Zero;
        });
        server.Tokens.Issue("secret");
        using RawClient client = await RawClient.ConnectAsync(server.Url, "secret");
        GatewayConnection connection = server.Gateway.Connections.Single();
        byte[] pings = [.. Enumerable.Repeat(new byte[] { 0x89, 0x80 | 125, 0, 0, 0, 0 }.Concat(new byte[125]), 1000).SelectMany(ping => ping)];

        Assert.That(
            async () =>
            {
                while (true)
                    await client.Stream.WriteAsync(pings).AsTask().WaitAsync(Patience.Long);
            },
            Throws.InstanceOf<IOException>());
        Assert.That(await connection.Ended.WaitAsync(Patience.Long), Is.Null);
    }

    [Test]
    public async Task Send_after_the_end_says_no()
    {
        using RawClient client = await RawClient.ConnectAsync(_server.Url, "secret");
        GatewayConnection connection = _server.Gateway.Connections.Single();
        connection.Drop();
        await connection.Ended;

        Assert.That(await connection.SendAsync("late"), Is.False);
        Assert.That(await _server.Gateway.BroadcastAsync("late"), Is.Zero);
    }

    [TestCase(1024 * 1024, 1000)]
    [TestCase(1024 * 1024 + 1, 1009)]
    public async Task Message_above_the_limit_gets_1009(int size, int code)
    {
        using ClientWebSocket client = await Client.ConnectAsync(_server.Url, "secret");
        GatewayConnection connection = _server.Gateway.Connections.Single();

        await client.SendAsync(new byte[size], WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);

        Assert.That((await client.ReceiveCloseAsync()).Code, Is.EqualTo(code));
        await connection.Ended.WaitAsync(Patience.Long);
    }

    [Test]
    public async Task Fragments_without_end_get_1009()
    {
        using RawClient client = await RawClient.ConnectAsync(_server.Url, "secret");
        await client.SendFrameAsync(0x01, new byte[125]);
        for (int i = 0; i < 1024 * 1024 / 125; i++)
            await client.SendFrameAsync(0x00, new byte[125]);

        byte[] frame = await client.ReadFrameAsync();
        Assert.That(frame.Take(4), Is.EqualTo(new byte[] { 0x88, (byte)(frame.Length - 2), 0x03, 0xF1 }));
    }

    private static async Task<int> DrainAsync(ClientWebSocket client)
    {
        var buffer = new byte[64 * 1024];
        int messages = 0;
        while (true)
        {
            WebSocketReceiveResult received = await client.ReceiveAsync(buffer, CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
                return messages;
            if (received.EndOfMessage)
                messages++;
        }
    }
}
