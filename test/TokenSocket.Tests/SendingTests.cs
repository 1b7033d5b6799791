using System.Text;
using TokenSocket.Messages;
using TokenSocket.Testing;

namespace TokenSocket.Tests;

public sealed class SendingTests
{
    private static readonly string[] Unconnected = ["idle", "authorizing", "connecting", "waiting", "closing", "stopped"];

    [Test]
    public async Task Text_and_bytes_arrive_as_they_were_sent_and_in_order()
    {
        var bench = await Bench.StartedAsync();

        await bench.Client.SendAsync("häl");
        await bench.Client.SendAsync(new byte[] { 0, 255 });
        await bench.Client.SendAsync("lo");

        Assert.That(
            bench.Gateway.Connection.Received.Select(one => $"{one.Kind}:{Convert.ToHexString(one.Bytes.Span)}"),
            Is.EqualTo(new[] { "Text:68C3A46C", "Binary:00FF", "Text:6C6F" }));
    }

    [Test]
    public async Task Eight_threads_keep_their_order_each_across_text_and_binary()
    {
        var bench = await Bench.StartedAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Factory.StartNew(
            async () =>
            {
                var sends = Enumerable.Range(0, 1000).Select(n => n % 2 == 0
                    ? bench.Client.SendAsync($"{thread} {n}")
                    : bench.Client.SendAsync(Encoding.UTF8.GetBytes($"{thread} {n}"))).ToArray();
                await Task.WhenAll(sends);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap())).SoonAsync();

        var numbers = bench.Gateway.Connection.Received.Select(one => one.Text.Split(' '))
            .GroupBy(parts => parts[0], parts => int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal)
            .ToArray();

        Assert.That(numbers.Select(thread => thread.SequenceEqual(Enumerable.Range(0, 1000))), Is.EqualTo(Enumerable.Repeat(true, 8)));
    }

    [TestCaseSource(nameof(Unconnected))]
    public async Task While_not_connected_it_throws(string state)
    {
        var bench = In(state);

        await Assert.ThrowsAsync<NotConnectedException>(() => bench.Client.SendAsync("text"));
    }

    [TestCaseSource(nameof(Unconnected))]
    public async Task While_not_connected_a_try_says_so(string state)
    {
        var bench = In(state);

        Assert.That(await bench.Client.TrySendAsync("text"), Is.EqualTo(SendOutcome.NotConnected));
    }

    [Test]
    public async Task A_try_says_that_it_was_sent()
    {
        var bench = await Bench.StartedAsync();

        var outcomes = (await bench.Client.TrySendAsync("text"), await bench.Client.TrySendAsync(new byte[1]));

        Assert.That(outcomes, Is.EqualTo((SendOutcome.Sent, SendOutcome.Sent)));
    }

    [Test]
    public async Task A_send_is_not_done_before_the_socket_has_taken_it()
    {
        var bench = await Bench.StartedAsync();
        bench.Gateway.Connection.IsStuck = true;

        Assert.That(bench.Client.SendAsync("text").IsCompleted, Is.False);
    }

    [Test]
    public async Task Sends_that_are_pending_fail_with_the_connection()
    {
        var bench = await Bench.StartedAsync();
        bench.Gateway.Connection.IsStuck = true;
        var started = bench.Client.SendAsync("started");
        var queued = bench.Client.SendAsync("queued");

        bench.Gateway.Drop();

        await Assert.ThrowsAsync<NotConnectedException>(() => started.SoonAsync());
        await Assert.ThrowsAsync<NotConnectedException>(() => queued.SoonAsync());
    }

    [Test]
    public async Task Sends_that_are_queued_fail_with_the_goodbye()
    {
        var bench = await Bench.StartedAsync();
        bench.Gateway.AnswersGoodbyes = false;
        bench.Gateway.Connection.IsStuck = true;
        _ = bench.Client.SendAsync("started");
        var queued = bench.Client.TrySendAsync("queued");

        _ = bench.Client.StopAsync();

        Assert.That(await queued.SoonAsync(), Is.EqualTo(SendOutcome.NotConnected));
    }

    [Test]
    public async Task Nothing_of_an_old_connection_goes_out_on_the_next()
    {
        var bench = await Bench.StartedAsync();
        bench.Gateway.Connection.IsStuck = true;
        var pending = bench.Client.TrySendAsync("old");
        bench.Gateway.Drop();
        await pending.SoonAsync();
        bench.Advance(31);

        await bench.Client.SendAsync("new").SoonAsync();

        Assert.That(bench.Gateway.Connection.Received.Select(one => one.Text), Is.EqualTo(new[] { "new" }));
    }

    [Test]
    public async Task Cancelling_one_whose_turn_has_not_come_takes_it_out()
    {
        var bench = await Bench.StartedAsync();
        var first = bench.Gateway.Connection;
        first.IsStuck = true;
        _ = bench.Client.TrySendAsync("first");
        using var source = new CancellationTokenSource();
        var second = bench.Client.SendAsync("second", source.Token);

        await source.CancelAsync();

        Assert.That(() => second.SoonAsync(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(first.Received, Is.Empty);
    }

    [Test]
    public async Task Cancelling_one_whose_turn_has_come_ends_the_waiting()
    {
        var bench = await Bench.StartedAsync();
        bench.Gateway.Connection.IsStuck = true;
        using var source = new CancellationTokenSource();
        var send = bench.Client.SendAsync("text", source.Token);

        await source.CancelAsync();

        Assert.That(() => send.SoonAsync(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(bench.Gateway.OpenConnections, Is.EqualTo(1));
    }

    [Test]
    public async Task Cancelled_beforehand_nothing_goes_out()
    {
        var bench = await Bench.StartedAsync();

        Assert.That(() => bench.Client.SendAsync("text", new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(bench.Gateway.Connection.Received, Is.Empty);
    }

    [Test]
    public async Task No_text_is_the_callers_mistake()
    {
        var bench = await Bench.StartedAsync();

        Assert.That(() => bench.Client.SendAsync((string)null!), Throws.ArgumentNullException);
    }

    [Test]
    public void The_exception_says_what_to_do()
    {
        Assert.That(
            new NotConnectedException().Message,
            Is.EqualTo("The message was not sent, for there is no connection; send it again once Connected is announced."));
    }

    [Test]
    public void A_message_prints_without_its_content()
    {
        Assert.That(new SocketMessage(MessageKind.Text, "hidden"u8.ToArray()).ToString(), Is.EqualTo("Text message of 6 bytes"));
    }

    private static Bench In(string state)
    {
        var tokens = new FakeTokens();
        var bench = new Bench(tokens: tokens);
        Act(state == "authorizing", tokens.Hang);
        Act(state == "connecting", bench.Gateway.IgnoreAll);
        Act(state == "closing", () => bench.Gateway.AnswersGoodbyes = false);
        Act(state != "idle", () => _ = bench.Client.StartAsync());
        Act(state == "waiting", bench.Gateway.Drop);
        Act(state == "closing", () => _ = bench.Client.StopAsync());
        Act(state == "stopped", () => bench.Gateway.Close(4001));
        return bench;
    }

    private static void Act(bool when, Action act)
    {
        if (when)
        {
            act();
        }
    }
}
