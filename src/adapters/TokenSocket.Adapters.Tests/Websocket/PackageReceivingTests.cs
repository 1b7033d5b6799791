using System.Net.WebSockets;
using TokenSocket.Contracts;
using TokenSocket.Contracts.Transport;
using TokenSocket.Framing;
using Websocket.Client;

namespace TokenSocket.Adapters.Tests.Websocket;

/// <summary>What the package does alone with what comes in. The adapter's socket reads only what the program can take.</summary>
public sealed class PackageReceivingTests
{
    private static readonly byte[] Hello = FrameWriter.Frame(Opcode.Text, "hello"u8);

    [Test]
    public async Task Row05_A_subscriber_that_throws_drops_the_connection()
    {
        await using var server = new RawServer(Peer.UpgradeThen((byte[])[.. Hello, .. Hello]));
        using var package = new PackageAlone(server.Url(), client => client.IsReconnectionEnabled = false);
        package.Client.MessageReceived.Subscribe(_ => throw new InvalidOperationException());

        await package.Client.Start();

        await Eventually.HoldsAsync(() => package.Ends.Any(end => end.Exception is InvalidOperationException));
    }

    [Test]
    public async Task Row10_A_slow_subscriber_causes_a_reconnect_and_is_called_twice_at_once()
    {
        var (inside, most) = (0, 0);
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await RawServer.UpgradeAsync(stream, default, stopping);
            await Task.Delay(100, stopping);
            await stream.WriteAsync(Hello, stopping);
            await stream.CopyToAsync(Stream.Null, stopping);
        });
        using var package = new PackageAlone(server.Url(), client => client.ReconnectTimeout = TimeSpan.FromSeconds(1));
        using var stuck = new ManualResetEventSlim();
        package.Client.MessageReceived.Subscribe(_ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            stuck.Wait(Patience.Long);
            Interlocked.Decrement(ref inside);
        });

        await package.Client.Start();
        await Eventually.HoldsAsync(() => Volatile.Read(ref most) == 2);
        stuck.Set();

        Assert.That(server.Connections, Is.GreaterThan(1));
    }

    [Test]
    public async Task After_a_goodbye_of_ours_it_stops_at_the_next_message_and_the_answer_goes_unread()
    {
        await using var server = new UpgradedServer();
        using var package = await PackageAlone.StartedAsync(server.Url, client => client.IsReconnectionEnabled = false);

        await package.Client.NativeClient!.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await server.NextAsync();
        await server.WriteAsync((byte[])[.. Hello, .. FrameWriter.Frame(Opcode.Close, CloseFrame.Payload(4000, "the answer"))]);
        await Eventually.HoldsAsync(() => !package.Client.IsRunning);

        Assert.That(package.Ends.Select(end => (end.Type, end.CloseStatus)), Is.EqualTo([(DisconnectionType.Lost, (WebSocketCloseStatus?)null)]));
    }

    [Test]
    public async Task Whatever_the_server_closes_with_it_answers_with_1000()
    {
        await using var server = new UpgradedServer();
        using var package = await PackageAlone.StartedAsync(server.Url, client => client.IsReconnectionEnabled = false);

        await server.CloseAsync(4002);
        await Eventually.HoldsAsync(() => !package.Client.IsRunning);
        package.Dispose();

        Assert.That(await server.GoodbyesAsync(), Is.EqualTo(new[] { 1000 }));
    }

    [Test]
    public async Task Row22_A_message_may_be_of_any_size()
    {
        const int Size = 64 * 1024 * 1024;
        var size = new TaskCompletionSource<int>();
        await using var server = new RawServer(Peer.UpgradeThen(FrameWriter.Frame(Opcode.Binary, new byte[Size])));
        using var package = new PackageAlone(server.Url());
        package.Client.MessageReceived.Subscribe(message => size.TrySetResult(message.Binary!.Length));

        await package.Client.Start();

        Assert.That(await size.Task.WaitAsync(Patience.Long), Is.EqualTo(Size));
    }
}
