using System.Net.WebSockets;
using TokenSocket.Contracts;
using TokenSocket.Contracts.Transport;
using TokenSocket.Framing;

namespace TokenSocket.Adapters.Tests.Websocket;

/// <summary>What the package does alone with what is to go out, and when it is to stop. The adapter sends and closes past it.</summary>
public sealed class PackageSendingTests
{
    private const int Messages = 20_000;

    private static readonly TimeSpan ALongTime = TimeSpan.FromSeconds(3);

    [Test]
    public async Task Row03_A_send_that_hangs_takes_its_watchdog_away()
    {
        await using var server = new RawServer(Peer.DieAfterUpgradeAsync);
        using var package = await PackageAlone.StartedAsync(server.Url(), client => client.ReconnectTimeout = TimeSpan.FromSeconds(1));

        var sending = package.Client.SendInstant(new byte[64 * 1024 * 1024]);
        await Task.Delay(ALongTime);

        Assert.That((sending.IsCompleted, package.Client.IsRunning, package.Ends.Count), Is.EqualTo((false, true, 0)));
    }

    [Test]
    public async Task Row04_A_message_that_goes_nowhere_is_reported_as_sent()
    {
        using var package = await PackageAlone.StartedAsync(await Peer.NobodyListensAsync());

        await package.Client.SendInstant("lost");

        Assert.That((package.Client.IsRunning, package.Client.Send("lost too")), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Row06_Bytes_overtake_the_texts_that_were_sent_before_them()
    {
        await using var server = new UpgradedServer();
        using var package = new PackageAlone(server.Url);
        for (var n = 0; n < Messages; n++)
        {
            package.Client.Send("earlier");
        }

        package.Client.Send("later"u8.ToArray());
        await package.Client.Start();
        var before = 0;
        while (await server.NextAsync() is { Opcode: Opcode.Text })
        {
            before++;
        }

        Assert.That(before, Is.LessThan(Messages));
    }

    [Test]
    public async Task Row07_Its_queue_takes_whatever_a_dead_peer_will_never_read()
    {
        await using var server = new RawServer(Peer.DieAfterUpgradeAsync);
        using var package = await PackageAlone.StartedAsync(server.Url());
        var message = new byte[1024 * 1024];

        var taken = Enumerable.Range(0, 1024).Count(_ => package.Client.Send(message));

        Assert.That(taken, Is.EqualTo(1024));
    }

    [Test]
    public async Task Row08_Its_stop_waits_for_a_silent_peer_without_bound()
    {
        await using var server = new RawServer(Peer.DieAfterUpgradeAsync);
        using var package = await PackageAlone.StartedAsync(server.Url());

        var stopping = package.Client.Stop(WebSocketCloseStatus.NormalClosure, "");
        await Task.Delay(ALongTime);

        Assert.That(stopping.IsCompleted, Is.False);
    }

    [Test]
    public async Task Row09_A_callback_that_waits_for_a_send_never_returns()
    {
        var sent = new TaskCompletionSource<bool>();
        await using var server = new RawServer(Peer.UpgradeThen(default));
        using var package = await PackageAlone.StartedAsync(server.Url());
        package.Client.ReconnectionHappened.Subscribe(_ => sent.TrySetResult(package.Client.SendInstant("hello").Wait(ALongTime)));

        _ = Task.Run(package.Client.Reconnect);

        Assert.That(await sent.Task.WaitAsync(Patience.Long), Is.False);
    }

    [Test]
    public async Task Row11_Each_switch_of_a_setting_makes_a_timer_more()
    {
        await using var server = new UpgradedServer();
        using var package = await PackageAlone.StartedAsync(server.Url);
        var before = Timer.ActiveCount;
        Assert.That(GC.TryStartNoGCRegion(16 * 1024 * 1024), Is.True);

        for (var n = 0; n < 1000; n++)
        {
            package.Client.IsReconnectionEnabled = true;
        }

        package.Dispose();
        var more = Timer.ActiveCount - before;
        GC.EndNoGCRegion();

        Assert.That(more, Is.GreaterThan(900));
    }
}
