using System.Globalization;
using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Faults;

[Category("Fault")]
public sealed class SendTests
{
    private const int Sent = 1000;
    private const int PieceSize = 64 * 1024;
    private const int PiecesOfAGibibyte = 16 * 1024;

    [TestCase(0, SendQueueFull.Wait, 1000, 0, 0)]
    [TestCase(1000, SendQueueFull.Wait, 0, 1000, 0)]
    [TestCase(100, SendQueueFull.DropOldest, 0, 100, 900)]
    [TestCase(100, SendQueueFull.Fail, 0, 100, 900)]
    public async Task Row04_What_is_sent_while_disconnected_is_refused_or_delivered_in_order_or_counted(
        int capacity, SendQueueFull whenFull, int refused, int delivered, int dropped)
    {
        var bench = await DisconnectedAsync(capacity, whenFull);

        var sends = Enumerable.Range(0, Sent).Select(n => bench.Client.SendAsync(n.ToString(CultureInfo.InvariantCulture))).ToArray();
        bench.Advance(31);
        await Task.WhenAll(sends).SoonAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var received = bench.Gateway.Connection.Received.Select(message => int.Parse(message.Text, CultureInfo.InvariantCulture)).ToArray();
        var told = bench.Notices.Of<SendDropped>().Sum(drop => drop.Count);
        var thrown = sends.Count(send => send.Exception?.InnerException is NotConnectedException);
        Row.Measured(4, $"of {Sent} sends {thrown - told} refused, {received.Length} delivered, {told} dropped and counted");
        Assert.That((thrown - told, received.Length, told, received.Order().SequenceEqual(received)), Is.EqualTo((refused, delivered, dropped, true)));
        Assert.That(sends.Count(send => send.IsCompletedSuccessfully), Is.EqualTo(delivered));
    }

    [Test]
    [NonParallelizable]
    public async Task Row07_A_gibibyte_sent_while_disconnected_takes_no_more_memory_than_the_queue_may(
        [Values(SendQueueFull.DropOldest, SendQueueFull.Fail)] SendQueueFull whenFull)
    {
        const int capacity = 16;
        var bench = await DisconnectedAsync(capacity, whenFull);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var kept = 0;
        for (var n = 0; n < PiecesOfAGibibyte; n++)
        {
            kept += await bench.Client.TrySendAsync(new byte[PieceSize]) == SendOutcome.Queued ? 1 : 0;
            bench.Notices.Clear();
            bench.Log.Clear();
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Row.Measured(7, $"{grown / 1024} KiB kept of 1 GiB, the queue's bound is {capacity * PieceSize / 1024} KiB");
        Assert.That(grown, Is.LessThan((capacity + 4) * PieceSize));
        Assert.That(kept, Is.EqualTo(whenFull == SendQueueFull.Fail ? capacity : PiecesOfAGibibyte));
        GC.KeepAlive(bench);
    }

    [Test]
    public async Task Row07_A_dead_peer_is_given_one_message_of_a_program_that_waits_for_its_sends()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Connection.IsStuck = true;
        var offered = 0;

        var sending = SendAGibibyteAsync();

        Row.Measured(7, $"{offered} of {PiecesOfAGibibyte} messages taken while the peer is dead");
        Assert.That((offered, sending.IsCompleted), Is.EqualTo((1, false)));

        async Task SendAGibibyteAsync()
        {
            while (offered < PiecesOfAGibibyte)
            {
                offered++;
                await bench.Client.SendAsync(new byte[PieceSize]);
            }
        }
    }

    private static async Task<Bench> DisconnectedAsync(int capacity, SendQueueFull whenFull)
    {
        var bench = await Bench.StableAsync(o => o with { SendQueue = new() { Capacity = capacity, WhenFull = whenFull } });
        bench.Gateway.Drop();
        return bench;
    }
}
