using TokenSocket.Contracts;
using TokenSocket.Framing;
using Websocket.Client;

namespace TokenSocket.Adapters.Tests.Websocket;

/// <summary>What the package does alone, from the dial to the end. Each of these is worked round by the adapter, which the contracts show.</summary>
public sealed class PackageConnectionTests
{
    private static readonly TimeSpan ALongTime = TimeSpan.FromSeconds(2);

    [Test]
    public async Task Row01_It_says_running_for_ever_after_a_close_in_the_packet_of_the_upgrade()
    {
        await using var server = new RawServer(Peer.UpgradeThen(Close(4002)));
        using var package = await PackageAlone.StartedAsync(server.Url());

        await Task.Delay(ALongTime);

        Assert.That((package.Client.IsRunning, server.Connections), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task Row02_It_redials_without_delay_where_the_server_accepts_and_closes()
    {
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await RawServer.UpgradeAsync(stream, default, stopping);
            await Task.Delay(1, stopping);
            await stream.WriteAsync(Close(4002), stopping);
        });
        using var package = await PackageAlone.StartedAsync(server.Url());

        await Eventually.HoldsAsync(() => server.Connections > 20);
    }

    [Test]
    public async Task Row12_It_tells_no_status_and_no_wait_of_a_refused_handshake()
    {
        await using var server = new RawServer(Peer.Answer("HTTP/1.1 503 Busy\r\nRetry-After: 300\r\nContent-Length: 0\r\n\r\n"));
        using var package = await PackageAlone.StartedAsync(server.Url());

        var end = package.Ends.Single();

        Assert.That((end.Type, end.CloseStatus, package.Client.NativeClient), Is.EqualTo((DisconnectionType.Error, (object?)null, (object?)null)));
        Assert.That($"{end.Exception}", Does.Not.Contain("300").And.Contain("503"));
    }

    [Test]
    public async Task Row13_Messages_come_before_it_tells_that_it_is_connected()
    {
        var order = new List<string>();
        await using var server = new RawServer(Peer.UpgradeThen(FrameWriter.Frame(Opcode.Text, "early"u8)));
        using var package = new PackageAlone(server.Url());
        package.Client.MessageReceived.Subscribe(message => order.Add(message.Text!));
        package.Client.ReconnectionHappened.Subscribe(info => order.Add($"{info.Type}"));

        await package.Client.Start();

        Assert.That(order, Is.EqualTo(["early", "Initial"]));
    }

    [Test]
    public async Task Row14_It_tells_no_end_where_the_platform_refuses_the_code([Values(1005, 1006, 1015, 2999, 5000)] int code)
    {
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await RawServer.UpgradeAsync(stream, default, stopping);
            await Task.Delay(100, stopping);
            await stream.WriteAsync(Close(code), stopping);
            await stream.CopyToAsync(Stream.Null, stopping);
        });
        using var package = await PackageAlone.StartedAsync(server.Url(), client => client.IsReconnectionEnabled = false);

        await Eventually.HoldsAsync(() => !package.Client.IsRunning);

        Assert.That(package.Ends.Select(end => (end.Type, end.CloseStatus)), Is.Empty);
    }

    [Test]
    public async Task Row18_It_carries_the_token_to_wherever_a_redirect_points()
    {
        var seen = new TaskCompletionSource<string>();
        await using var elsewhere = new RawServer(async (stream, stopping) => seen.TrySetResult(await RawServer.ReadRequestAsync(stream, stopping)));
        await using var server = new RawServer(Peer.Answer($"HTTP/1.1 302 Found\r\nLocation: {elsewhere.Url("http")}\r\nContent-Length: 0\r\n\r\n"));
        using var package = new global::Websocket.Client.WebsocketClient(server.Url(), () =>
        {
            var socket = new System.Net.WebSockets.ClientWebSocket();
            socket.Options.SetRequestHeader("token", "a-token");
            return socket;
        });

        await package.Start();

        Assert.That(await seen.Task.WaitAsync(Patience.Long), Does.Contain("token: a-token"));
    }

    private static byte[] Close(int code) => FrameWriter.Frame(Opcode.Close, CloseFrame.Payload((ushort)code, "the reason"));
}
