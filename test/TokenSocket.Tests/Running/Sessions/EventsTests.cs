using System.Reactive;
using TokenSocket.Messages;
using TokenSocket.Notices;
using TokenSocket.Protocols;

namespace TokenSocket.Tests.Running.Sessions;

public sealed class EventsTests
{
    [Test]
    public async Task Come_in_order_with_messages_and_notices()
    {
        var told = new List<string>();
        var bench = await SocketIoScene.DialledAsync();
        bench.Client.Messages.Subscribe(Observer.Create<SocketMessage>(message => told.Add($"message {message.Text}")));
        bench.Client.Events.Subscribe(Observer.Create<SessionEvent>(one => told.Add($"event {((EventReceived)one).Name}")));
        bench.Client.Notices.Subscribe(Observer.Create<ConnectionNotice>(notice => told.Add(notice.GetType().Name)));
        bench.Welcome();

        bench.Gateway.Send("""42["a",1]""");
        bench.Gateway.Send("""42["b"]""");
        bench.Gateway.Drop();

        Assert.That(told, Is.EqualTo(new[] { "Connected", """message ["a",1]""", "event a", """message ["b"]""", "event b", "Disconnected", "RetryScheduled" }));
    }

    [Test]
    public async Task Bring_bytes()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        var events = bench.Record();

        bench.Gateway.Send("""451-["file",{"_placeholder":true,"num":0}]""");
        bench.Gateway.Send(new byte[] { 7 });

        Assert.That(((EventReceived)events.Single()).Attachments.Single().ToArray(), Is.EqualTo(new byte[] { 7 }));
    }

    [Test]
    public async Task Keep_coming_to_a_subscriber_that_throws_and_to_the_others()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        var calls = 0;
        bench.Client.Events.Subscribe(Observer.Create<SessionEvent>(_ => throw new InvalidOperationException($"call {++calls}")));
        var events = bench.Record();

        bench.Gateway.Send("""42["a"]""");
        bench.Gateway.Send("""42["b"]""");

        Assert.That((calls, events.Count), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task End_after_dispose()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        var ends = 0;
        bench.Client.Events.Subscribe(Observer.Create<SessionEvent>(static _ => { }, () => ends++));

        await bench.Client.DisposeAsync();

        Assert.That(ends, Is.EqualTo(1));
    }

    [Test]
    public async Task Are_none_where_the_dialect_speaks_none()
    {
        var bench = await Bench.StartedAsync();
        var events = bench.Record();

        bench.Gateway.Send("""42["a"]""");

        Assert.That(events, Is.Empty);
    }

    [Test]
    public async Task May_emit_and_wait_for_it_from_the_callback()
    {
        var bench = await SocketIoScene.ConnectedAsync();
        bench.Client.Events.Subscribe(Observer.Create<SessionEvent>(one => bench.Client.Emit("echo", ((EventReceived)one).Data).Wait()));

        bench.Gateway.Send("""42["a",5]""");

        Assert.That(bench.Sent()[^1], Is.EqualTo("""42["echo",5]"""));
    }
}
