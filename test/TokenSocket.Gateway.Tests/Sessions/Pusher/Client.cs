using System.Text;
using TokenSocket.Gateway.Sessions.Pusher;

namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

/// <summary>One client on the stage. It notes what it is sent, from the moment that it was established.</summary>
internal sealed class Client(PusherSession session, RecordingPeer peer) : IDisposable
{
    public IReadOnlyList<string> Frames => peer.Frames;

    public string Last => peer.Last;

    public (int Code, string Reason)? Closed => peer.Closed;

    public RecordingPeer Peer => peer;

    public PusherSession Session => session;

    public async Task SendAsync(string frame) => await session.ReceiveAsync(Encoding.UTF8.GetBytes(frame));

    /// <summary>Subscribes and forgets the answer.</summary>
    public async Task SubscribeAsync(string channel, string? channelData = null)
    {
        await SendAsync(Subscription.To(channel, session, channelData));
        peer.Clear();
    }

    public void Dispose() => session.Dispose();
}
