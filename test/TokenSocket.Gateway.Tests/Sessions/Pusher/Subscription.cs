using System.Text.Json;
using TokenSocket.Gateway.Sessions.Pusher;

namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

/// <summary>What a well-behaved client sends to subscribe.</summary>
internal static class Subscription
{
    public static string To(string channel, PusherSession session, string? channelData = null)
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal) { ["channel"] = channel };
        if (ChannelName.IsGuarded(channel))
            data["auth"] = $"{Stage.Key}:{ChannelSignature.Of(Stage.Secret, session.SocketId, channel, channelData)}";
        if (channelData is not null)
            data["channel_data"] = channelData;
        return JsonSerializer.Serialize(new { @event = session.Frames.IsV2 ? "sockudo:subscribe" : "pusher:subscribe", data });
    }
}
