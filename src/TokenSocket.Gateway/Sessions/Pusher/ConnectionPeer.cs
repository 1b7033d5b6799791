using System.Text;
using TokenSocket.Framing;

namespace TokenSocket.Gateway.Sessions.Pusher;

/// <summary>The way to a client over the network.</summary>
internal sealed class ConnectionPeer(GatewayConnection connection) : IPusherPeer
{
    public Task SendAsync(string frame)
    {
        if (!connection.IsOpen)
            return Task.CompletedTask;

        Outbox outbox = connection.Outbox;
        bool keepsUp = outbox.IsIdle;
        if (!outbox.TrySend(FrameWriter.Frame(Opcode.Text, Encoding.UTF8.GetBytes(frame)), out Task<bool> written))
        {
            Close(PusherError.SlowConsumer, reason: "");
            return Task.CompletedTask;
        }

        return keepsUp ? written : Task.CompletedTask;
    }

    // A connection that plays dead ends by no timer of the session.
    public void Close(int code, string reason)
    {
        if (!connection.IsSilent)
            connection.TryEnd(Ending.Close.With(new CloseWords(code, reason)));
    }
}
