using System.Text.Json.Nodes;
using TokenSocket.Contracts;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Cli;

internal sealed class ListenTests
{
    private readonly List<string> _received = [];
    private LoopbackGateway _server = null!;

    [SetUp]
    public async Task Start()
    {
        _received.Clear();
        _server = await LoopbackGateway.StartAsync(options => options.OnMessage = (_, message, _) =>
        {
            lock (_received)
                _received.Add(message.Text);
            return ValueTask.CompletedTask;
        });
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task Verdict_ends_with_2_and_all_lines()
    {
        using Listener listener = Listener.Start(_server.Url);

        Assert.That(await listener.EndAsync(), Is.EqualTo((2, "connecting connected disconnected stopped")));
    }

    [Test]
    public async Task Verdict_says_why()
    {
        using Listener listener = Listener.Start(_server.Url, "--token", "nobody-issued-this");

        JsonNode end = await listener.NextAsync("disconnected");
        JsonNode stop = await listener.NextAsync("stopped");

        Assert.That(((int?)end["code"], (string?)end["reason"], (string?)end["verdict"]), Is.EqualTo((4002, "The API token is invalid.", "Never")));
        Assert.That((string?)stop["reason"], Is.EqualTo("4002 Invalid Token: The API token is invalid. Check the token, or generate a new one."));
    }

    [Test]
    public async Task Interrupt_ends_with_0_and_says_1000_to_the_server()
    {
        using Listener listener = Listener.Start(_server);
        await listener.NextAsync("connected");
        GatewayConnection peer = _server.Gateway.Connections.Single();

        Assert.That(await listener.InterruptAsync(), Is.EqualTo((0, "disconnected stopped")));
        Assert.That((await peer.Ended.WaitAsync(Patience.Long))?.Code, Is.EqualTo(1000));
    }

    [Test]
    public async Task For_ends_with_0_after_the_goodbye()
    {
        using Listener listener = Listener.Start(_server, "--for", "300ms");
        JsonNode end = await listener.NextAsync("disconnected");

        Assert.That(((string?)end["cause"], (int?)end["code"]), Is.EqualTo(("Requested", 1000)));
        Assert.That(await listener.EndAsync(), Is.EqualTo((0, "stopped")));
    }

    [Test]
    public async Task Giving_up_ends_with_3()
    {
        _server.Gateway.RefuseHandshakes(503);
        using Listener listener = Listener.Start(_server, "--max-attempts", "2", "--initial-reconnect-interval", "10");

        Assert.That(
            await listener.EndAsync(),
            Is.EqualTo((3, "connecting disconnected retryScheduled connecting disconnected stopped")));
    }

    [Test]
    public async Task Wrong_usage_ends_with_64_and_prints_nothing()
    {
        using Listener listener = Listener.Start(new Uri("https://gateway.example"));

        Assert.That(await listener.EndAsync(), Is.EqualTo((64, "")));
        Assert.That(listener.Error.Trim(), Is.EqualTo("URL must start with ws:// or wss://; it is 'https://gateway.example/'. Did you mean 'wss://gateway.example/'?"));
    }

    [Test]
    public async Task Texts_are_sent_after_every_connect()
    {
        using Listener listener = Listener.Start(_server, "--send", "one", "--send", "two", "--initial-reconnect-interval", "10");
        await listener.NextAsync("connected");
        await Eventually.HoldsAsync(() => Received().Length == 2);

        _server.Gateway.Connections.Single().Drop();
        await listener.NextAsync("connected");
        await Eventually.HoldsAsync(() => Received().Length == 4);

        Assert.That(Received(), Is.EqualTo((string[])["one", "two", "one", "two"]));
        await listener.InterruptAsync();
    }

    [Test]
    public async Task Messages_before_a_close_are_printed_before_the_last_line()
    {
        using Listener listener = Listener.Start(_server);
        await listener.NextAsync("connected");
        listener.SlowDown();
        GatewayConnection peer = _server.Gateway.Connections.Single();
        for (int i = 0; i < 40; i++)
            await peer.SendAsync($"{i}");

        await peer.CloseAsync(4004);
        (int code, string rest) = await listener.EndAsync();

        Assert.That(rest.Split(' ').Where(line => line != "disconnected"), Is.EqualTo(Enumerable.Range(0, 40).Select(i => $"{i}").Append("stopped")));
        Assert.That(code, Is.EqualTo(2));
    }

    [Test]
    public async Task Token_may_stand_in_the_environment()
    {
        string token = _server.Tokens.IssueRandom();
        using Listener listener = Listener.Start(_server.Url, name => name == "TOKENSOCKET_TOKEN" ? token : null);

        await listener.NextAsync("connected");
        Assert.That((await listener.InterruptAsync()).Code, Is.Zero);
    }

    [Test]
    public async Task Token_may_stand_in_a_file_which_is_read_at_each_connect()
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, _server.Tokens.IssueRandom() + "\n");
            using Listener listener = Listener.Start(_server.Url, "--token-file", file, "--initial-reconnect-interval", "10");
            await listener.NextAsync("connected");

            await File.WriteAllTextAsync(file, "nobody-issued-this");
            await _server.Gateway.Connections.Single().CloseAsync(1012);

            Assert.That((await listener.EndAsync()).Code, Is.EqualTo(2));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task Closed_pipe_ends_quietly_and_says_1000_to_the_server()
    {
        using Listener listener = Listener.Start(_server);
        await listener.NextAsync("connected");
        GatewayConnection peer = _server.Gateway.Connections.Single();

        listener.ClosePipe();
        await peer.SendAsync("to nobody");

        Assert.That((await listener.EndAsync(), listener.Error), Is.EqualTo(((0, ""), "")));
        Assert.That((await peer.Ended.WaitAsync(Patience.Long))?.Code, Is.EqualTo(1000));
    }

    private string[] Received()
    {
        lock (_received)
            return [.. _received];
    }
}
