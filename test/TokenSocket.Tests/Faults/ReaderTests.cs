using System.Reactive;
using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Faults;

/// <summary>What a reader costs who comes late, leaves, or neither reads on nor leaves.</summary>
[Category("Fault")]
public sealed class ReaderTests
{
    private const int Count = 1000;
    private const int Room = 4;

    [Test]
    public async Task Row10_A_late_reader_gets_what_comes_from_then_on_and_all_before_is_counted()
    {
        var bench = await BenchAsync();
        Send(bench, Count);
        await using var reader = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var reading = reader.MoveNextAsync();

        bench.Gateway.Send("now");

        Assert.That(await reading, Is.True);
        Row.Measured(10, $"{bench.Client.DroppedMessages} of {Count} messages counted before the reader came, the next one is '{reader.Current.Text}'");
        Assert.That((reader.Current.Text, bench.Client.DroppedMessages), Is.EqualTo(("now", (long)Count)));
    }

    [Test]
    public async Task Row10_A_reader_that_leaves_a_full_queue_holds_up_nothing()
    {
        var bench = await BenchAsync();
        var reader = await ReadingAsync(bench);
        var count = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = bench.Client.Messages.Subscribe(_ =>
        {
            if (++count == Count)
            {
                all.SetResult();
            }
        });
        Send(bench, Count);
        var before = count;

        await reader.DisposeAsync();
        await all.Task.SoonAsync();

        Row.Measured(10, $"{before} messages handed out while the reader was behind, {count} of {Count} when it had left");
        Assert.That((before, count, bench.Gateway.OpenConnections), Is.EqualTo((0, Count, 1)));
    }

    [Test]
    public async Task Row10_A_reader_that_is_abandoned_keeps_no_more_than_the_queue_holds_however_often_the_connection_is_lost()
    {
        var bench = await BenchAsync();
        var reader = await ReadingAsync(bench);
        for (var n = 0; n < Count; n++)
        {
            Send(bench, 2 * Room);
            await bench.Client.ReconnectAsync();
            bench.Advance(5);
        }

        var kept = 0;
        var next = reader.MoveNextAsync();
        for (; next.IsCompleted; kept++)
        {
            Assert.That(await next, Is.True);
            next = reader.MoveNextAsync();
        }

        Row.Measured(10, $"{kept} messages kept after {Count} reconnects, the queue has room for {Room} and one waits for room");
        Assert.That(kept, Is.EqualTo(Room + 1));
    }

    [Test]
    public async Task Row10_A_reader_that_is_abandoned_holds_up_neither_reconnect_nor_record_nor_dispose()
    {
        var record = new List<ConnectionNotice>();
        var bench = await BenchAsync(services => services with { Observers = [Observer.Create<ConnectionNotice>(record.Add)] });
        await ReadingAsync(bench);
        Send(bench, 2 * Room);
        await bench.Client.ReconnectAsync();
        bench.Advance(5);
        var dials = bench.Gateway.Dials.Count;

        var disposing = bench.Client.DisposeAsync().AsTask();
        bench.Advance(5);
        bench.Advance(1);

        Row.Measured(10, $"{dials} connections, {record.Count} notices on record, dispose and run over after {bench.Options.CloseTimeout.TotalSeconds + 1} s");
        Assert.That((dials, record.OfType<Connected>().Count(), disposing.IsCompleted, bench.Client.Completion.IsCompleted), Is.EqualTo((2, 2, true, true)));
        Assert.That((bench.Gateway.OpenConnections, bench.Time.Timers), Is.EqualTo((0, 0)));
    }

    private static Task<Bench> BenchAsync(Func<TokenSocketServices, TokenSocketServices>? services = null) =>
        Bench.StableAsync(o => o with { ReceiveQueue = new() { MaxMessages = Room } }, services: services);

    /// <summary>A reader that has taken one message and takes no other.</summary>
    private static async Task<IAsyncEnumerator<SocketMessage>> ReadingAsync(Bench bench)
    {
        var reader = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var reading = reader.MoveNextAsync();
        bench.Gateway.Send("first");
        Assert.That(await reading, Is.True);
        return reader;
    }

    private static void Send(Bench bench, int count)
    {
        for (var n = 0; n < count; n++)
        {
            bench.Gateway.Send("text");
        }
    }
}
