using TokenSocket.Contracts;
using TokenSocket.Contracts.Transport;
using TokenSocket.Framing;
using TokenSocket.Transport;
using TokenSocket.WebsocketClient;

namespace TokenSocket.Adapters.Tests.Websocket;

/// <summary>Limits of the package that the adapter lifts, or sets where it has none.</summary>
public sealed class PackageLimitsTests
{
    private const int Large = 16 * 1024 * 1024;

    [Test]
    public async Task An_attempt_may_take_longer_than_its_five_seconds()
    {
        await using var server = new RawServer(async (stream, stopping) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(5.5), stopping);
            await RawServer.UpgradeAsync(stream, default, stopping);
            await Peer.SayNothingAsync(stream, stopping);
        });
        await using var line = new Line(new WebsocketClientTransportFactory().Create(new TransportRequest { Address = server.Url() }));

        Assert.That(await line.OpenAsync(), Is.Null);
    }

    [Test]
    public async Task Little_is_kept_of_what_a_large_message_took()
    {
        await using var server = new UpgradedServer(FrameWriter.Frame(Opcode.Binary, new byte[Large]));
        await using var line = new Line(new WebsocketClientTransportFactory().Create(new TransportRequest { Address = server.Url, MaxMessageSize = Large }));
        await line.OpenAsync();
        line.Run();

        await line.NextAsync();

        Assert.That(WebsocketClientTransport.Streams.SmallPoolFreeSize, Is.InRange(1, WebsocketClientTransport.MostKept));
    }
}
