using TokenSocket.Gateway;

namespace TokenSocket.Loopback.Tests.Client;

/// <summary>Gives each test a gateway of its own.</summary>
public abstract class GatewayFixture
{
    protected LoopbackGateway Server { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync() => Server = await LoopbackGateway.StartAsync();

    [TearDown]
    public async Task StopAsync() => await Server.DisposeAsync();
}
