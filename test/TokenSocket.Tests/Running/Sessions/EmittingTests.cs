using TokenSocket.Notices;
using TokenSocket.Protocols;

namespace TokenSocket.Tests.Running.Sessions;

public sealed class EmittingTests
{
    [Test]
    public async Task Goes_out_in_order_with_all_other_sends()
    {
        var bench = await SocketIoScene.ConnectedAsync();

        await bench.Client.Emit("a", 1, "x");
        await bench.Client.SendAsync("raw");
        await bench.Client.Emit("b", new { Price = 1.5m });

        Assert.That(bench.AllSent(), Is.EqualTo("""40 42["a",1,"x"] raw 42["b",{"price":1.5}]"""));
    }

    [Test]
    public async Task Takes_an_array_of_texts_or_a_null_for_one_argument()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        string[] rooms = ["a", "b"];

        await bench.Client.Emit("join", rooms);
        await bench.Client.Emit("leave", null!);

        Assert.That(bench.AllSent(), Is.EqualTo("""40 42["join",["a","b"]] 42["leave",null]"""));
    }

    [TestCase("connect")]
    [TestCase("disconnect")]
    [TestCase("newListener")]
    public async Task Refuses_a_name_that_a_server_closes_for(string name)
    {
        var bench = await SocketIoScene.ConnectedAsync();

        await Assert.ThatAsync(() => bench.Client.Emit(name), Throws.ArgumentException.With.Message.Contains($"'{name}'"));
    }

    [Test]
    public async Task Is_refused_without_a_connection_and_a_queue()
    {
        var bench = await SocketIoScene.DialledAsync();

        await Assert.ThrowsAsync<NotConnectedException>(() => bench.Client.Emit("a"));
    }

    [Test]
    public async Task Waits_in_the_queue_for_the_session_of_the_next_connection()
    {
        var bench = await SocketIoScene.ConnectedAsync(o => o with { SendQueue = new() { Capacity = 1 } });
        bench.Gateway.Drop();
        var emitted = bench.Client.Emit("a", new byte[] { 1 });
        bench.Advance(1);
        var early = bench.AllSent();

        bench.Welcome();
        await emitted.SoonAsync();

        Assert.That((early, bench.AllSent()), Is.EqualTo(("", """40 451-["a",{"_placeholder":true,"num":0}] <01>""")));
    }

    /// <summary>A server ends the connection over an event for a namespace that it has let nobody into.</summary>
    [Test]
    public async Task That_waited_while_the_namespace_was_changed_goes_out_in_the_new_one()
    {
        var bench = await SocketIoScene.ConnectedAsync(o => o with { SendQueue = new() { Capacity = 1 } });
        bench.Gateway.Drop();
        var emitted = bench.Client.Emit("a");
        bench.Client.UpdateOptions(bench.Client.Options with { SocketIo = new() { Namespace = "/admin" } });
        bench.Advance(1);

        bench.Gateway.Send(SocketIoScene.Opening);
        bench.Gateway.Send("""40/admin,{"sid":"socket"}""");
        await emitted.SoonAsync();

        Assert.That(bench.AllSent(), Is.EqualTo("""40/admin, 42/admin,["a"]"""));
    }

    [Test]
    public async Task Stays_in_the_namespace_of_the_connection_until_the_next()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        bench.Client.UpdateOptions(bench.Client.Options with { SocketIo = new() { Namespace = "/admin" } });

        await bench.Client.Emit("a");

        Assert.That(bench.Sent()[^1], Is.EqualTo("""42["a"]"""));
    }

    [Test]
    public async Task Sends_bytes_behind_their_event_whatever_else_is_sent()
    {
        var bench = await SocketIoScene.ConnectedAsync();

        await Task.WhenAll(
            bench.Client.Emit("a", new byte[] { 1 }, (ReadOnlyMemory<byte>)new byte[] { 2 }),
            bench.Client.Emit("b", new Memory<byte>([3])));

        Assert.That(bench.AllSent(), Is.EqualTo("""40 452-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}] <01> <02> 451-["b",{"_placeholder":true,"num":0}] <03>"""));
    }

    [Test]
    public async Task That_is_cut_off_between_text_and_bytes_is_lost_whole_and_the_rest_waits()
    {
        var bench = await SocketIoScene.ConnectedAsync(o => o with { SendQueue = new() { Capacity = 10 } });
        bench.Gateway.Connection.IsStuck = true;
        var torn = bench.Client.Emit("torn", new byte[] { 1 });
        var whole = bench.Client.Emit("whole", new byte[] { 2 });
        bench.Gateway.Drop();
        bench.Advance(1);

        bench.Welcome();
        await whole.SoonAsync();

        await Assert.ThrowsAsync<NotConnectedException>(() => torn);
        Assert.That(bench.AllSent(), Is.EqualTo("""40 451-["whole",{"_placeholder":true,"num":0}] <02>"""));
    }

    [TestCase(990, true)]
    [TestCase(991, false)]
    public async Task Takes_no_more_than_the_server_does(int length, bool fits)
    {
        var bench = await SocketIoScene.ConnectedAsync();

        Assert.That(
            () => bench.Client.Emit("a", new string('x', length)),
            fits ? Throws.Nothing : Throws.ArgumentException.With.Message.StartsWith("They take a message of 1001 bytes; this server takes 1000 at most."));
    }

    [Test]
    public async Task Takes_no_bytes_that_are_more_than_the_server_takes()
    {
        var bench = await SocketIoScene.ConnectedAsync();

        Assert.That(() => bench.Client.Emit("a", new byte[1001]), Throws.ArgumentException);
    }

    [Test]
    public async Task Sends_the_data_of_an_event_without_any_as_null()
    {
        var bench = await SocketIoScene.ConnectedAsync();

        await bench.Client.Emit("a", new EventReceived("b", null, []).Data);

        Assert.That(bench.Sent()[^1], Is.EqualTo("""42["a",null]"""));
    }

    [Test]
    public async Task Needs_a_dialect_that_speaks_Socket_IO()
    {
        var bench = await Bench.StartedAsync();

        Assert.That(
            () => bench.Client.Emit("a"),
            Throws.InvalidOperationException.With.Message.EqualTo("Emit needs a dialect whose session is SocketIo; that of 'tokensocket' is Plain."));
    }

    /// <summary>A queue in which the session's own frames had a place would lose the program's.</summary>
    [Test]
    public async Task Leaves_the_queue_to_the_program_when_the_connection_is_lost()
    {
        var bench = await SocketIoScene.ConnectedAsync(o => o with { SendQueue = new() { Capacity = 1, WhenFull = Messages.SendQueueFull.DropOldest } });
        bench.Gateway.Connection.IsStuck = true;
        var taken = bench.Client.Emit("taken");
        var waits = bench.Client.Emit("waits");
        bench.Gateway.Send("2");
        bench.Gateway.Drop();
        bench.Advance(1);

        bench.Welcome();
        await waits.SoonAsync();

        await Assert.ThrowsAsync<NotConnectedException>(() => taken);
        Assert.That((bench.AllSent(), bench.Notices.Of<SendDropped>().Count), Is.EqualTo(("""40 42["waits"]""", 0)));
    }
}
