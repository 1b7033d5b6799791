using Serilog.Events;
using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Tests;

public sealed class SendQueueTests
{
    [Test]
    public async Task What_was_sent_without_a_connection_goes_out_in_order_after_the_next_connect()
    {
        var bench = await LostAsync(new() { Capacity = 10 });
        var sends = new[] { bench.Client.SendAsync("one"), bench.Client.SendAsync(new byte[] { 2 }), bench.Client.SendAsync("three") };
        var before = sends.Count(send => send.IsCompleted);

        bench.Advance(31);
        await Task.WhenAll(sends).SoonAsync();

        Assert.That(
            (before, string.Join(' ', bench.Gateway.Connection.Received.Select(one => Convert.ToHexString(one.Bytes.Span)))),
            Is.EqualTo((0, "6F6E65 02 7468726565")));
    }

    [Test]
    public async Task A_try_says_that_it_is_queued_without_waiting()
    {
        var bench = await LostAsync(new() { Capacity = 1 });

        Assert.That(await bench.Client.TrySendAsync("one").SoonAsync(), Is.EqualTo(SendOutcome.Queued));
    }

    [Test]
    public async Task A_try_with_a_connection_says_that_it_is_sent()
    {
        var bench = await Bench.StableAsync(o => o with { SendQueue = new() { Capacity = 1 } });

        Assert.That(await bench.Client.TrySendAsync("one").SoonAsync(), Is.EqualTo(SendOutcome.Sent));
    }

    [Test]
    public async Task Before_the_first_connection_it_waits_too()
    {
        var bench = new Bench(o => o with { SendQueue = new() { Capacity = 1 } });
        var send = bench.Client.SendAsync("early");

        await bench.Client.StartAsync();
        await send.SoonAsync();

        Assert.That(bench.Gateway.Connection.Received.Single().Text, Is.EqualTo("early"));
    }

    [Test]
    public async Task What_waited_behind_a_send_when_the_connection_was_lost_waits_for_the_next()
    {
        var bench = await Bench.StableAsync(o => o with { SendQueue = new() { Capacity = 10 } });
        bench.Gateway.Connection.IsStuck = true;
        var taken = bench.Client.TrySendAsync("taken");
        var waits = bench.Client.TrySendAsync("waits");

        bench.Gateway.Drop();
        var outcomes = (await taken.SoonAsync(), await waits.SoonAsync());
        var last = bench.Client.SendAsync("last");
        bench.Advance(31);
        await last.SoonAsync();

        Assert.That(
            (outcomes, string.Join(' ', bench.Gateway.Connection.Received.Select(one => one.Text))),
            Is.EqualTo(((SendOutcome.NotConnected, SendOutcome.Queued), "waits last")));
    }

    [Test]
    public async Task DropOldest_drops_the_one_that_has_waited_longest()
    {
        var bench = await LostAsync(new() { Capacity = 2, WhenFull = SendQueueFull.DropOldest });
        var first = bench.Client.SendAsync("one");
        var second = bench.Client.SendAsync("two");

        var third = await bench.Client.TrySendAsync("three").SoonAsync();
        bench.Advance(31);
        await second.SoonAsync();

        await Assert.ThrowsAsync<NotConnectedException>(() => first);
        Assert.That(
            (third, bench.Notices.Of<SendDropped>().Single()),
            Is.EqualTo((SendOutcome.Queued, new SendDropped(1, "the send queue is full"))));
    }

    [Test]
    public async Task Fail_refuses_the_newest()
    {
        var bench = await LostAsync(new() { Capacity = 1, WhenFull = SendQueueFull.Fail });
        var first = bench.Client.SendAsync("one");

        var second = await bench.Client.TrySendAsync("two").SoonAsync();
        var third = bench.Client.SendAsync("three");
        bench.Advance(31);
        await first.SoonAsync();

        var e = await Assert.ThrowsAsync<NotConnectedException>(() => third);
        Assert.That(
            (second, e!.Message, bench.Notices.Of<SendDropped>().Sum(one => one.Count)),
            Is.EqualTo((SendOutcome.Dropped, "The message was dropped from the send queue, because the send queue is full.", 2)));
    }

    [Test]
    public async Task One_whose_sender_has_cancelled_takes_up_no_room()
    {
        using var cancel = new CancellationTokenSource();
        var bench = await LostAsync(new() { Capacity = 1, WhenFull = SendQueueFull.Fail });
        var cancelled = bench.Client.SendAsync("cancelled", cancel.Token);
        await cancel.CancelAsync();

        var second = await bench.Client.TrySendAsync("two").SoonAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => cancelled);
        Assert.That((second, bench.Notices.Of<SendDropped>()), Is.EqualTo((SendOutcome.Queued, Array.Empty<SendDropped>())));
    }

    [Test]
    public async Task Wait_lets_the_sender_wait_for_room()
    {
        var bench = await LostAsync(new() { Capacity = 1, WhenFull = SendQueueFull.Wait, MaxAge = TimeSpan.FromSeconds(10) });
        var first = bench.Client.SendAsync("one");
        bench.Advance(5);
        var second = bench.Client.TrySendAsync("two");
        var before = second.IsCompleted;

        // The first grows stale, and there is room.
        bench.Advance(5);

        await Assert.ThrowsAsync<NotConnectedException>(() => first);
        Assert.That((before, await second.SoonAsync()), Is.EqualTo((false, SendOutcome.Queued)));
    }

    [Test]
    public async Task What_is_stale_is_dropped_at_its_time_and_told()
    {
        var bench = await LostAsync(new() { Capacity = 10, MaxAge = TimeSpan.FromSeconds(20) });
        var stale = new[] { bench.Client.SendAsync("one"), bench.Client.SendAsync("two") };
        bench.Advance(5);
        var fresh = bench.Client.SendAsync("three");

        bench.Advance(14.999);
        var early = stale.Count(send => send.IsCompleted);
        bench.Advance(0.001);
        var late = stale.Count(send => send.IsFaulted);
        bench.Advance(11);
        await Assert.ThrowsAsync<NotConnectedException>(() => fresh);

        Assert.That(
            (early, late, string.Join(' ', bench.Notices.Of<SendDropped>())),
            Is.EqualTo((0, 2, string.Join(' ', new SendDropped(2, "it had waited longer than SendQueue:MaxAge"), new SendDropped(1, "it had waited longer than SendQueue:MaxAge")))));
    }

    [Test]
    public async Task A_drop_is_a_warning()
    {
        var bench = await LostAsync(new() { Capacity = 1, WhenFull = SendQueueFull.DropOldest });
        bench.Log.Clear();

        await bench.Client.TrySendAsync("one");
        await bench.Client.TrySendAsync("two");

        Assert.That(
            bench.Log.Lines(LogEventLevel.Warning),
            Is.EqualTo(["Dropped 1 messages to wss://gateway.example/v2 unsent, because the send queue is full"]));
    }

    [Test]
    public async Task What_still_waits_when_the_client_is_disposed_is_dropped_and_told()
    {
        var bench = await LostAsync(new() { Capacity = 10 });
        var send = bench.Client.SendAsync("one");

        await bench.Client.DisposeAsync();

        await Assert.ThrowsAsync<NotConnectedException>(() => send);
        Assert.That(bench.Notices.Of<SendDropped>().Single(), Is.EqualTo(new SendDropped(1, "the client was disposed")));
    }

    [Test]
    public async Task A_stop_and_a_start_lose_nothing()
    {
        var bench = await LostAsync(new() { Capacity = 10 });
        var send = bench.Client.SendAsync("one");
        await bench.Client.StopAsync();

        await bench.Client.StartAsync();
        await send.SoonAsync();

        Assert.That(bench.Gateway.Connection.Received.Single().Text, Is.EqualTo("one"));
    }

    [Test]
    public async Task A_changed_queue_holds_from_the_next_connect_on()
    {
        var bench = await LostAsync(new() { Capacity = 3, WhenFull = SendQueueFull.DropOldest });
        bench.Update(o => o with { SendQueue = new() { Capacity = 1, WhenFull = SendQueueFull.DropOldest } });
        await SendAllAsync(bench, "one", "two", "three");
        var before = bench.Notices.Of<SendDropped>().Count;
        bench.Advance(31);
        await bench.Client.SendAsync("flushed").SoonAsync();

        bench.Gateway.Close(1006);
        await SendAllAsync(bench, "four", "five");

        Assert.That((before, bench.Notices.Of<SendDropped>().Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_send_that_fails_leaves_the_rest_for_the_next_connection()
    {
        var bench = await Bench.StableAsync(o => o with { SendQueue = new() { Capacity = 10 } });
        bench.Gateway.Connection.FailSends = true;

        var outcomes = await SendAllAsync(bench, "lost", "kept", "kept too");
        bench.Gateway.Drop();
        var last = bench.Client.SendAsync("last");
        bench.Advance(31);
        await last.SoonAsync();

        Assert.That(
            (string.Join(' ', outcomes), string.Join(' ', bench.Gateway.Connection.Received.Select(one => one.Text))),
            Is.EqualTo(("NotConnected Queued Queued", "kept kept too last")));
    }

    [Test]
    public async Task One_told_as_queued_that_is_lost_on_the_way_out_is_told_as_dropped()
    {
        var bench = await LostAsync(new() { Capacity = 10 });
        await bench.Client.TrySendAsync("queued");
        bench.Gateway.AnswerWith(dial =>
        {
            dial.FailSends = true;
            return null;
        });

        bench.Advance(31);

        Assert.That(bench.Notices.Of<SendDropped>().Single(), Is.EqualTo(new SendDropped(1, "the connection ended while the socket was taking it")));
    }

    [Test]
    public async Task One_that_was_cancelled_is_not_told_as_sent()
    {
        using var cancel = new CancellationTokenSource();
        var bench = await LostAsync(new() { Capacity = 10 });
        var send = bench.Client.SendAsync("cancelled", cancel.Token);
        var last = bench.Client.SendAsync("last");
        await cancel.CancelAsync();

        bench.Advance(31);
        await last.SoonAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => send);
        Assert.That(bench.Gateway.Connection.Received.Select(one => one.Text), Is.EqualTo(["last"]));
    }

    [Test]
    public async Task One_told_as_queued_goes_out_whatever_becomes_of_its_token()
    {
        using var cancel = new CancellationTokenSource();
        var bench = await LostAsync(new() { Capacity = 10 });
        await bench.Client.TrySendAsync("queued", cancel.Token);
        var last = bench.Client.SendAsync("last");
        await cancel.CancelAsync();

        bench.Advance(31);
        await last.SoonAsync();

        Assert.That(bench.Gateway.Connection.Received.Select(one => one.Text), Is.EqualTo(["queued", "last"]));
    }

    [Test]
    public async Task It_keeps_no_timer_where_nothing_can_grow_stale()
    {
        var bench = await LostAsync(new() { Capacity = 10, MaxAge = TimeSpan.FromSeconds(60) });
        var send = bench.Client.SendAsync("one");
        bench.Advance(31);
        await send.SoonAsync();

        bench.Advance(120);

        Assert.That(bench.Notices.Of<SendDropped>(), Is.Empty);
    }

    private static async Task<SendOutcome[]> SendAllAsync(Bench bench, params string[] texts)
    {
        var outcomes = texts.Select(text => bench.Client.TrySendAsync(text)).ToArray();
        return await Task.WhenAll(outcomes).SoonAsync();
    }

    /// <summary>A client that has just lost its connection.</summary>
    private static async Task<Bench> LostAsync(SendQueueOptions queue)
    {
        var bench = await Bench.StableAsync(o => o with { SendQueue = queue });
        bench.Gateway.Close(1006);
        return bench;
    }
}
