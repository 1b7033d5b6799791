using System.IO.Pipelines;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Subscribers;

public sealed class SubscriberTests
{
    [Test]
    public async Task One_that_is_slow_with_a_notice_holds_up_neither_connection_nor_stop()
    {
        using var goOn = new ManualResetEventSlim();
        var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bench = Threaded();
        bench.Client.Notices.Subscribe(_ =>
        {
            busy.TrySetResult();
            goOn.Wait(TimeSpan.FromSeconds(10));
        });
        await bench.Client.ConnectAsync().SoonAsync();
        await busy.Task.SoonAsync();
        await bench.Client.SendAsync("text").SoonAsync();

        await bench.Client.DisposeAsync().SoonAsync();
        goOn.Set();

        Assert.That((bench.Gateway.Connection.Received.Count, bench.Client.CurrentStatus), Is.EqualTo((1, ConnectionStatus.Idle)));
    }

    [Test]
    public async Task One_that_is_slow_with_a_message_holds_up_no_notice_of_the_same_connection()
    {
        using var goOn = new ManualResetEventSlim();
        var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bench = Threaded();
        bench.Client.Messages.Subscribe(_ =>
        {
            busy.TrySetResult();
            goOn.Wait(TimeSpan.FromSeconds(10));
        });
        await bench.Client.ConnectAsync().SoonAsync();
        bench.Gateway.Send("text");
        await busy.Task.SoonAsync();

        await bench.Client.StopAsync().SoonAsync();
        await bench.Notices.FirstAsync<Stopped>();
        goOn.Set();

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Idle));
    }

    [Test]
    public async Task Messages_come_before_the_next_Connected_however_slow_one_is()
    {
        var bench = Threaded();
        var seen = new List<string>();
        using var goOn = new ManualResetEventSlim();
        bench.Client.Messages.Subscribe(message =>
        {
            goOn.Wait(TimeSpan.FromSeconds(10));
            Add(seen, message.Text);
        });
        bench.Client.Notices.Subscribe(notice => Add(seen, notice.GetType().Name));
        await bench.Client.ConnectAsync().SoonAsync();
        bench.Gateway.Send("a");
        bench.Gateway.Send("b");
        bench.Gateway.Drop();
        await bench.Notices.FirstAsync<RetryScheduled>();
        bench.Advance(31);
        await bench.Client.ConnectAsync().SoonAsync();
        bench.Gateway.Send("c");
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Client.Messages.Subscribe(message => _ = message.Text == "c" && arrived.TrySetResult());

        goOn.Set();
        await arrived.Task.SoonAsync();

        Assert.That(
            seen.Where(one => one is "a" or "b" or "c" or "Connected"),
            Is.EqualTo(new[] { "Connected", "a", "b", "Connected", "c" }));
    }

    [Test]
    public async Task Messages_come_only_after_Connected_was_handed_out()
    {
        var bench = Threaded();
        var seen = new List<string>();
        using var goOn = new ManualResetEventSlim();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Client.Notices.Subscribe(notice =>
        {
            goOn.Wait(TimeSpan.FromSeconds(10));
            Add(seen, notice.GetType().Name);
        });
        bench.Client.Messages.Subscribe(message =>
        {
            Add(seen, message.Text);
            arrived.TrySetResult();
        });
        await bench.Client.ConnectAsync().SoonAsync();
        bench.Gateway.Send("a");

        goOn.Set();
        await arrived.Task.SoonAsync();

        Assert.That(seen, Is.EqualTo(new[] { "Connecting", "Connected", "a" }));
    }

    [Test]
    public async Task A_flood_over_many_connections_is_never_handed_out_twice_at_a_time_and_nothing_is_lost()
    {
        var bench = Threaded();
        var (inside, most, count) = (0, 0, 0);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Client.Messages.Subscribe(_ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Interlocked.Decrement(ref inside);
            if (++count == 2000)
            {
                done.SetResult();
            }
        });
        for (var n = 0; n < 20; n++)
        {
            await bench.Client.ConnectAsync().SoonAsync();
            for (var m = 0; m < 100; m++)
            {
                bench.Gateway.Send($"{n} {m}");
            }

            await bench.Client.StopAsync().SoonAsync();
        }

        await done.Task.SoonAsync();

        Assert.That((most, bench.Client.DroppedMessages), Is.EqualTo((1, 0L)));
    }

    [Test]
    public async Task Without_one_messages_are_dropped_and_counted()
    {
        var bench = await Bench.StableAsync();

        bench.Gateway.Send("one");
        bench.Gateway.Send("two");

        Assert.That(bench.Client.DroppedMessages, Is.EqualTo(2));
    }

    private static void Add(List<string> seen, string one)
    {
        lock (seen)
        {
            seen.Add(one);
        }
    }

    private static Bench Threaded() => new(services: s => s with { Scheduler = PipeScheduler.ThreadPool });
}
