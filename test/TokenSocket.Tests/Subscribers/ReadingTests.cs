using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Subscribers;

public sealed class ReadingTests
{
    [Test]
    public async Task Gives_the_messages_in_order()
    {
        var bench = await Bench.StableAsync();
        var reader = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var seen = new List<string>();
        var move = NextAsync(reader);
        bench.Gateway.Send("a");
        bench.Gateway.Send("b");

        await move.SoonAsync();
        seen.Add(reader.Current.Text);
        await NextAsync(reader).SoonAsync();
        seen.Add(reader.Current.Text);

        Assert.That(seen, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task Nothing_more_is_read_from_the_socket_while_the_queue_is_full()
    {
        var bench = await Bench.StableAsync(o => o with { ReceiveQueue = new() { MaxMessages = 2 } });
        var reader = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        _ = NextAsync(reader);
        for (var n = 0; n < 10; n++)
        {
            bench.Gateway.Send($"{n}");
        }

        bench.Gateway.Close(4002);

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public async Task Everything_comes_once_it_is_read()
    {
        var bench = await Bench.StableAsync(o => o with { ReceiveQueue = new() { MaxMessages = 2 } });
        var seen = new List<string>();
        var reader = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var move = NextAsync(reader);
        for (var n = 0; n < 10; n++)
        {
            bench.Gateway.Send($"{n}");
        }

        for (var n = 0; n < 10; n++, move = NextAsync(reader))
        {
            await move.SoonAsync();
            seen.Add(reader.Current.Text);
        }

        Assert.That(seen, Is.EqualTo(Enumerable.Range(0, 10).Select(n => $"{n}")));
    }

    [Test]
    public async Task A_message_that_waited_for_room_comes_before_the_next_connections()
    {
        var bench = await Bench.StableAsync(o => o with { ReceiveQueue = new() { MaxMessages = 1 } });
        bench.Gateway.AnswersGoodbyes = false;
        var seen = new List<string>();
        var reader = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var move = NextAsync(reader);
        bench.Gateway.Send("a");
        await move.SoonAsync();
        seen.Add(reader.Current.Text);
        bench.Gateway.Send("b");
        bench.Gateway.Send("c");
        await bench.Client.ReconnectAsync();
        bench.Advance(5);
        await bench.Client.ConnectAsync().SoonAsync();
        bench.Gateway.Send("d");

        for (var n = 0; n < 3; n++)
        {
            await NextAsync(reader).SoonAsync();
            seen.Add(reader.Current.Text);
        }

        Assert.That(seen, Is.EqualTo(new[] { "a", "b", "c", "d" }));
    }

    [Test]
    public async Task A_second_reader_throws()
    {
        var bench = await Bench.StableAsync();
        var first = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        _ = NextAsync(first);
        var second = bench.Client.ReadAllAsync().GetAsyncEnumerator();

        Assert.That(() => NextAsync(second), Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_second_reader_that_throws_does_not_free_the_first_ones_place()
    {
        var bench = await Bench.StableAsync();
        var first = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var move = NextAsync(first);
        var second = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        Assert.That(() => NextAsync(second), Throws.InvalidOperationException);

        bench.Gateway.Send("a");
        await move.SoonAsync();

        Assert.That((first.Current.Text, bench.Client.DroppedMessages), Is.EqualTo(("a", 0L)));
    }

    [Test]
    public async Task Leaving_the_loop_frees_the_place()
    {
        var bench = await Bench.StableAsync();
        var first = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var move = NextAsync(first);
        bench.Gateway.Send("a");
        await move.SoonAsync();
        await first.DisposeAsync();
        var second = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var next = NextAsync(second);

        bench.Gateway.Send("b");
        await next.SoonAsync();

        Assert.That(second.Current.Text, Is.EqualTo("b"));
    }

    [Test]
    public async Task Cancelling_ends_the_loop_and_frees_the_place()
    {
        var bench = await Bench.StableAsync();
        using var source = new CancellationTokenSource();
        var first = bench.Client.ReadAllAsync(source.Token).GetAsyncEnumerator(CancellationToken.None);
        var move = NextAsync(first);
        await source.CancelAsync();
        Assert.That(() => move.SoonAsync(), Throws.InstanceOf<OperationCanceledException>());

        bench.Gateway.Send("a");

        Assert.That(bench.Client.DroppedMessages, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_ends_the_loop()
    {
        var bench = await Bench.StableAsync();
        var move = NextAsync(bench.Client.ReadAllAsync().GetAsyncEnumerator());

        await bench.Client.DisposeAsync();

        Assert.That(await move.SoonAsync(), Is.False);
    }

    [Test]
    public async Task The_end_of_a_run_does_not_end_the_loop()
    {
        var bench = await Bench.StableAsync();
        var reader = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var move = NextAsync(reader);
        await bench.Client.StopAsync();
        await bench.Client.StartAsync();

        bench.Gateway.Send("a");
        await move.SoonAsync();

        Assert.That(reader.Current.Text, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_subscriber_beside_the_reader_gets_the_same()
    {
        var bench = await Bench.StableAsync();
        var seen = new List<SocketMessage>();
        bench.Client.Messages.Subscribe(seen.Add);
        var reader = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var move = NextAsync(reader);

        bench.Gateway.Send("a");
        await move.SoonAsync();

        Assert.That(seen, Is.EqualTo(new[] { reader.Current }));
    }

    private static Task<bool> NextAsync(IAsyncEnumerator<SocketMessage> reader) => reader.MoveNextAsync().AsTask();
}
