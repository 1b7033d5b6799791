using TokenSocket.Notices;

namespace TokenSocket.Testing.Tests;

public sealed class ReadmeExampleTests
{
    [Test]
    public async Task A_duplicate_is_waited_for()
    {
        var (gateway, time) = (new FakeGateway(), new VirtualTime());
        var options = new TokenSocketOptions { GatewayUrl = new("wss://gateway.example"), ReconnectOnDuplicateConnection = true };
        await using var socket = new TokenSocketClient(options, Inline.Services(gateway, time));
        var notices = new NoticeRecorder(socket);
        await socket.StartAsync();

        gateway.Close(4003);
        time.Advance(TimeSpan.FromSeconds(31));

        Assert.That(notices.Of<Connecting>()[^1], Is.EqualTo(new Connecting(Attempt: 2)));
    }
}
