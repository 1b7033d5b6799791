using TokenSocket.Gateway.Sessions;

namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

/// <summary>A line whose service notes what it hears of, and whose connection keeps what is sent.</summary>
internal sealed class ServiceLine(TimeProvider time, int queue = 16) : ISessionLine
{
    public GatewayConnection Connection { get; } = new("1", owner: null, remote: null, new Outbox(queue, TimeSpan.FromSeconds(30), time));

    public int Opened { get; private set; }

    public List<string> Delivered { get; } = [];

    public Task<bool> SendAsync(IReadOnlyList<GatewayMessage> messages, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Pusher's frames have their order from the channels.");

    public void Close(int code, string reason) => throw new NotSupportedException();

    public void CloseWithoutCode() => throw new NotSupportedException();

    public ValueTask OpenAsync(CancellationToken ending)
    {
        Opened++;
        return ValueTask.CompletedTask;
    }

    public ValueTask DeliverAsync(GatewayMessage message, CancellationToken ending)
    {
        Delivered.Add(message.Text);
        return ValueTask.CompletedTask;
    }

    /// <summary>What went onto the wire, the close frame that was ordered included. Once.</summary>
    public async Task<byte[]> FinishAsync()
    {
        var close = (Ending.Close)Connection.WhenEnding.Result();
        Connection.Outbox.Finish(close.Frame);
        using var sent = new MemoryStream();
        using var wire = new Wire(sent, Connection, TimeSpan.FromSeconds(30), time, CancellationToken.None);
        await Connection.Outbox.PumpAsync(wire, CancellationToken.None);
        return sent.ToArray();
    }
}
