using System.Reactive;
using TokenSocket.Messages;
using TokenSocket.Protocols;

namespace TokenSocket.Tests.Running.Sessions;

public sealed class AcknowledgementTests
{
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    [Test]
    public async Task Brings_what_the_server_says()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        var asking = bench.Client.EmitWithAckAsync("price", FiveSeconds, 7);

        bench.Gateway.Send("""431[{"ok":true},2]""");

        var answer = await asking.SoonAsync();
        Assert.That((bench.Sent()[^1], answer.Data.GetProperty("ok").GetBoolean(), answer.Arguments[1].GetInt32()), Is.EqualTo(("""421["price",7]""", true, 2)));
    }

    [Test]
    public async Task Brings_bytes_too()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        var asking = bench.Client.EmitWithAckAsync("a", FiveSeconds);

        bench.Gateway.Send("""461-1[{"_placeholder":true,"num":0}]""");
        bench.Gateway.Send(new byte[] { 9 });

        Assert.That((await asking.SoonAsync()).Attachments.Single().ToArray(), Is.EqualTo(new byte[] { 9 }));
    }

    [Test]
    public async Task Of_two_goes_to_the_one_that_it_names()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        var first = bench.Client.EmitWithAckAsync("a", FiveSeconds);
        var second = bench.Client.EmitWithAckAsync("b", FiveSeconds);

        bench.Gateway.Send("""432["second"]""");
        bench.Gateway.Send("""431["first"]""");

        Assert.That(((await first.SoonAsync()).Data.GetString(), (await second.SoonAsync()).Data.GetString()), Is.EqualTo(("first", "second")));
    }

    [Test]
    public async Task That_comes_twice_or_unasked_is_left_alone()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        var asking = bench.Client.EmitWithAckAsync("a", FiveSeconds);

        bench.Gateway.Send("""431["one"]""");
        bench.Gateway.Send("""431["two"]""");
        bench.Gateway.Send("""4399["unasked"]""");

        Assert.That(((await asking.SoonAsync()).Data.GetString(), bench.Client.CurrentStatus), Is.EqualTo(("one", Notices.ConnectionStatus.Connected)));
    }

    [Test]
    public async Task That_does_not_come_is_a_timeout_that_leaves_nothing()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        var timers = bench.Time.Timers;
        var asking = bench.Client.EmitWithAckAsync("a\u0007b", FiveSeconds);
        bench.Advance(4.999);
        var early = asking.IsCompleted;

        bench.Advance(0.001);

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => asking.SoonAsync());
        Assert.That((early, thrown!.Message, bench.Time.Timers), Is.EqualTo((false, "The server did not acknowledge 'ab' within 00:00:05.", timers)));
    }

    [Test]
    public async Task That_comes_too_late_is_left_alone()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        var asking = bench.Client.EmitWithAckAsync("a", FiveSeconds);
        bench.Advance(5);

        bench.Gateway.Send("431[]");

        await Assert.ThrowsAsync<TimeoutException>(() => asking.SoonAsync());
        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(Notices.ConnectionStatus.Connected));
    }

    [Test]
    public async Task Of_an_event_that_waits_in_the_queue_for_too_long_is_a_timeout_and_the_event_is_never_sent()
    {
        var bench = await SocketIoScene.ConnectedAsync(o => o with { SendQueue = new() { Capacity = 10 } });
        bench.Gateway.Drop();
        var asking = bench.Client.EmitWithAckAsync("a", TimeSpan.FromSeconds(0.5));
        bench.Advance(1);
        var last = bench.Client.Emit("last");

        bench.Welcome();
        await last.SoonAsync();

        await Assert.ThrowsAsync<TimeoutException>(() => asking.SoonAsync());
        Assert.That(bench.AllSent(), Is.EqualTo("""40 42["last"]"""));
    }

    [Test]
    public async Task Of_an_event_that_waited_in_the_queue_comes_from_the_next_connection()
    {
        var bench = await SocketIoScene.ConnectedAsync(o => o with { SendQueue = new() { Capacity = 10 } });
        bench.Gateway.Drop();
        var asking = bench.Client.EmitWithAckAsync("a", FiveSeconds);
        bench.Advance(1);

        bench.Welcome();
        bench.Gateway.Send("""431["late"]""");

        Assert.That((await asking.SoonAsync()).Data.GetString(), Is.EqualTo("late"));
    }

    [Test]
    public async Task That_the_end_of_the_connection_cuts_off_is_told_at_once()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        var asking = bench.Client.EmitWithAckAsync("a", FiveSeconds);

        bench.Gateway.Drop();

        var thrown = await Assert.ThrowsAsync<NotConnectedException>(() => asking.SoonAsync());
        Assert.That(thrown!.Message, Does.StartWith("The connection ended before the server acknowledged the event"));
    }

    /// <summary>Whoever waits is woken on another thread, later than the connection ends.</summary>
    [Test]
    public async Task That_the_end_cuts_off_just_after_the_event_has_left_the_queue_is_told_at_once_too()
    {
        var bench = await SocketIoScene.ConnectedAsync(o => o with { SendQueue = new() { Capacity = 100 } });
        for (var n = 0; n < 20; n++)
        {
            bench.Gateway.Drop();
            var asking = bench.Client.EmitWithAckAsync("a", FiveSeconds);
            bench.Advance(1);
            bench.Welcome();
            bench.Gateway.Drop();
            bench.Advance(2);
            bench.Welcome();
            bench.Advance(10);

            await Assert.ThrowsAsync<NotConnectedException>(() => asking.SoonAsync());
        }
    }

    [Test]
    public async Task Is_not_waited_for_where_the_client_is_disposed()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        var asking = bench.Client.EmitWithAckAsync("a", FiveSeconds);

        await bench.Client.DisposeAsync();

        await Assert.ThrowsAsync<NotConnectedException>(() => asking.SoonAsync());
        Assert.That(bench.Time.Timers, Is.Zero);
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(86_401)]
    public async Task Needs_a_timeout_within_a_day(int seconds)
    {
        var bench = await SocketIoScene.ConnectedAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => bench.Client.EmitWithAckAsync("a", TimeSpan.FromSeconds(seconds)));
        Assert.That(bench.AllSent(), Is.EqualTo("40"));
    }

    [Test]
    public async Task Of_the_server_is_answered_from_within_the_callback()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        bench.Client.Messages.Subscribe(Observer.Create<SocketMessage>(message => _ = bench.Client.Answer((EventReceived)message.Event!, "yes", new byte[] { 1 })));

        bench.Gateway.Send("""4212["sure?"]""");

        Assert.That(bench.AllSent(), Is.EqualTo("""40 461-12["yes",{"_placeholder":true,"num":0}] <01>"""));
    }

    [Test]
    public async Task Is_refused_where_the_server_waits_for_none()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        var events = bench.Record();
        bench.Gateway.Send("""42["news"]""");

        Assert.That(
            () => bench.Client.Answer((EventReceived)events.Single()),
            Throws.ArgumentException.With.Message.StartsWith("The server waits for no answer to 'news'."));
    }

    /// <summary>A server counts anew on each connection: the answer would be taken for that to another event.</summary>
    [Test]
    public async Task Of_an_event_from_an_earlier_connection_is_not_sent_on_the_next([Values] bool isConnected)
    {
        var bench = await SocketIoScene.ConnectedAsync(o => o with { SendQueue = new() { Capacity = 10 } });
        var events = bench.Record();
        bench.Gateway.Send("""420["sure?"]""");
        bench.Gateway.Drop();
        bench.Advance(1);
        if (isConnected)
        {
            bench.Welcome();
        }

        await Assert.ThrowsAsync<NotConnectedException>(() => bench.Client.Answer((EventReceived)events.Single(), "yes"));
    }
}
