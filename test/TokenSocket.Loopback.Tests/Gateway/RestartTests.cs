using System.Diagnostics;
using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using TokenSocket.CloseCodes;
using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Gateway;

internal sealed class RestartTests
{
    [Test]
    public async Task Restart_closes_with_1012_and_keeps_address_tokens_and_gateway()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync();
        server.Tokens.Issue("secret");
        TokenGateway gateway = server.Gateway;
        Uri url = server.Url;
        using ClientWebSocket before = await Client.ConnectAsync(url, "secret");
        Task<(int? Code, string? Reason)> end = before.ReceiveCloseAsync();

        await server.RestartAsync();

        Assert.That((await end).Code, Is.EqualTo(1012));
        Assert.That((server.Url, server.Gateway), Is.EqualTo((url, gateway)));
        using ClientWebSocket after = await Client.ConnectAsync(url, "secret");
        Assert.That(gateway.Connections, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Start_asks_once_how_the_gateway_is_configured()
    {
        var asked = new List<TokenGatewayOptions>();
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(asked.Add);

        await server.RestartAsync();

        Assert.That(asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Stopped_server_refuses_dials_until_it_listens_again()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync();
        server.Tokens.Issue("secret");

        await server.StopAsync();
        Assert.That(() => Client.ConnectAsync(server.Url, "secret"), Throws.InstanceOf<WebSocketException>());

        await server.ListenAsync();
        using ClientWebSocket client = await Client.ConnectAsync(server.Url, "secret");
        Assert.That(client.State, Is.EqualTo(WebSocketState.Open));
    }

    [Test]
    public async Task Stop_does_not_wait_for_clients_that_do_not_answer([Values] bool playsDead)
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync(options =>
            options.OnMessage = (_, _, _) => new ValueTask(new TaskCompletionSource().Task));
        server.Tokens.Issue("secret");
        using RawClient client = await RawClient.ConnectAsync(server.Url, "secret");
        await client.SendFrameAsync(0x81, (byte)'x');
        if (playsDead)
            server.Gateway.Connections.Single().StopAnswering();

        long start = Stopwatch.GetTimestamp();
        await server.StopAsync();

        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(3)));
        Assert.That(server.Gateway.Connections, Is.Empty);
    }

    [Test]
    public async Task Wrong_options_are_reported_all_at_once()
    {
        OptionsValidationException? fault = await Assert.ThrowsAsync<OptionsValidationException>(() => LoopbackGateway.StartAsync(options =>
        {
            options.TokenPlacement = new TokenPlacement(TokenLocation.Header, "my token");
            options.MaxMessageSize = 0;
            options.CloseTimeout = TimeSpan.Zero;
        }));

        Assert.That(fault!.Failures.Count(), Is.EqualTo(3));
    }

    [Test]
    public async Task Taken_port_is_an_io_exception()
    {
        await using LoopbackGateway server = await LoopbackGateway.StartAsync();

        Assert.That(() => LoopbackGateway.StartAsync(port: server.Url.Port), Throws.InstanceOf<IOException>());
    }
}
