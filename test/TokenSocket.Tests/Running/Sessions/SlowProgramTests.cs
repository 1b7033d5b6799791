using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Running.Sessions;

/// <summary>A session whose program has taken one event and is behind with the next two, of which the queue has room for one.</summary>
public sealed class SlowProgramTests
{
    [Test]
    public async Task Is_not_taken_for_a_server_that_is_silent()
    {
        var (bench, _) = await BehindAsync();

        bench.Advance(3600);

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Connection.Goodbye), Is.EqualTo((ConnectionStatus.Connected, (int?)null)));
    }

    /// <summary>What the server sent meanwhile, its pings among it, is still in the socket when the program has caught up.</summary>
    [Test]
    public async Task That_has_caught_up_gives_the_server_its_whole_time_again()
    {
        var (bench, reader) = await BehindAsync();
        bench.Advance(44.9);
        await CatchUpAsync(bench, reader);
        bench.Advance(44.999);
        var before = bench.Client.CurrentStatus;

        bench.Advance(0.001);

        Assert.That((before, bench.Notices.Of<Disconnected>().Single().Info.Cause), Is.EqualTo((ConnectionStatus.Connected, DisconnectCause.HeartbeatLost)));
    }

    [Test]
    public async Task Reads_what_each_message_says_in_order()
    {
        var (bench, reader) = await BehindAsync();

        var names = await CatchUpAsync(bench, reader);

        Assert.That(names, Is.EqualTo("second third last"));
    }

    /// <summary>The text of the second event alone would fit into the room.</summary>
    [Test]
    public async Task Has_attachments_counted_against_its_room()
    {
        var bench = await SocketIoScene.ConnectedAsync(o => o with { ReceiveQueue = new() { MaxBytes = 1000 } });
        await ReadOneAsync(bench);
        for (var n = 0; n < 2; n++)
        {
            bench.Gateway.Send("""451-["big",{"_placeholder":true,"num":0}]""");
            bench.Gateway.Send(new byte[900]);
        }

        bench.Gateway.Send("2");

        Assert.That(bench.Sent(), Has.No.Member("3"));
    }

    private static async Task<(Bench Bench, IAsyncEnumerator<SocketMessage> Reader)> BehindAsync()
    {
        var bench = await SocketIoScene.ConnectedAsync(o => o with { ReceiveQueue = new() { MaxMessages = 1 } });
        var reader = await ReadOneAsync(bench);
        bench.Gateway.Send("""42["second"]""");
        bench.Gateway.Send("""42["third"]""");
        return (bench, reader);
    }

    private static async Task<IAsyncEnumerator<SocketMessage>> ReadOneAsync(Bench bench)
    {
        var reader = bench.Client.ReadAllAsync().GetAsyncEnumerator();
        var first = reader.MoveNextAsync();
        bench.Gateway.Send("""42["first"]""");
        await first.AsTask().SoonAsync();
        return reader;
    }

    /// <summary>Reads what waits, and an event that comes behind it: once that is there the receive loop is through with what waited.</summary>
    private static async Task<string> CatchUpAsync(Bench bench, IAsyncEnumerator<SocketMessage> reader)
    {
        bench.Gateway.Send("""42["last"]""");
        var names = new List<string>();
        for (var n = 0; n < 3; n++)
        {
            Assert.That(await reader.MoveNextAsync().AsTask().SoonAsync(), Is.True);
            names.Add(((Protocols.EventReceived)reader.Current.Event!).Name);
        }

        return string.Join(' ', names);
    }
}
