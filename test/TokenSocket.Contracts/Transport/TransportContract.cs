using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Transport;

namespace TokenSocket.Contracts.Transport;

/// <summary>What every implementation of <see cref="ITransport"/> promises. A fixture per topic; an implementation runs them all.</summary>
/// <param name="factory">Makes what is tested.</param>
internal abstract class TransportContract(ITransportFactory factory)
{
    protected ITransportFactory Factory => factory;

    /// <summary>Dials, and tells what came of it.</summary>
    protected async Task<DisconnectInfo?> DialAsync(TransportRequest request)
    {
        await using var line = new Line(Factory.Create(request));
        return await line.OpenAsync();
    }

    protected Task<Line> RunAsync(Uri address, Func<SocketMessage, ValueTask>? receive = null) =>
        RunAsync(new TransportRequest { Address = address }, receive);

    /// <summary>A connection that is open and receives.</summary>
    protected async Task<Line> RunAsync(TransportRequest request, Func<SocketMessage, ValueTask>? receive = null)
    {
        var line = new Line(Factory.Create(request));
        Assert.That(await line.OpenAsync(), Is.Null);
        line.Run(receive);
        return line;
    }
}
