using System.Text.Json;
using TokenSocket.CloseCodes;
using TokenSocket.Messages;
using TokenSocket.Protocols;

namespace TokenSocket;

/// <summary>Channels, for dialects that speak the Pusher protocol. Thread-safe.</summary>
public static class PusherExtensions
{
    /// <summary>
    /// Wants a channel from now on: on this connection, or the next one, and on every later one again. What comes of it is told by
    /// <c>Events</c>: <see cref="Subscribed"/> or <see cref="SubscriptionRefused"/>, and after a reconnect <see cref="Recovered"/> or
    /// <see cref="RecoveryFailed"/> where the server keeps what was missed. Does nothing where it is subscribed already, or under way; one that was
    /// refused on this connection is tried again.
    /// </summary>
    /// <param name="client">The client, running or not.</param>
    /// <param name="channel">A name; one that begins with <c>private-</c> or <c>presence-</c> is signed by <see cref="TokenSocketServices.ChannelAuthorizer"/>.</param>
    /// <exception cref="ArgumentException">It is no name of a channel.</exception>
    /// <exception cref="InvalidOperationException">The dialect does not speak the Pusher protocol.</exception>
    public static void Subscribe(this TokenSocketClient client, string channel)
    {
        client.MustSpeak(SessionKind.Pusher, nameof(Subscribe));
        CheckChannel(client, channel);
        client.Sessions.Subscribe(channel);
    }

    /// <summary>Wants a channel no longer. Does nothing where it is not wanted.</summary>
    /// <param name="client">The client, running or not.</param>
    /// <param name="channel">Its name.</param>
    /// <exception cref="InvalidOperationException">The dialect does not speak the Pusher protocol.</exception>
    public static void Unsubscribe(this TokenSocketClient client, string channel)
    {
        client.MustSpeak(SessionKind.Pusher, nameof(Unsubscribe));
        ArgumentNullException.ThrowIfNull(channel);
        client.Sessions.Unsubscribe(channel);
    }

    /// <summary>Sends an event to the other members of a private or presence channel; completes when the socket has taken it.</summary>
    /// <remarks>
    /// The server takes about ten a second from one connection; what it refuses is told as <see cref="ErrorReceived"/> with 4301. The trap: an
    /// event that waited in a send queue goes out as soon as the session is up, which is before a channel has been signed and subscribed anew.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="channel">A private or presence channel that is subscribed to.</param>
    /// <param name="name">The event; begins with <c>client-</c>.</param>
    /// <param name="data">What it says; goes out as JSON with names in camel case.</param>
    /// <param name="cancellationToken">An event whose turn has come goes out all the same.</param>
    /// <exception cref="ArgumentException">The channel or the name is no such one.</exception>
    /// <exception cref="InvalidOperationException">The dialect does not speak the Pusher protocol.</exception>
    /// <exception cref="NotConnectedException">There is no connection, or it ended while the socket was taking the event; or it was dropped from the send queue.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public static Task TriggerAsync(this TokenSocketClient client, string channel, string name, object? data, CancellationToken cancellationToken = default)
    {
        client.MustSpeak(SessionKind.Pusher, nameof(TriggerAsync));
        CheckChannel(client, channel);
        ArgumentNullException.ThrowIfNull(name);
        Check(PusherNames.FaultOfClientEvent(channel, name), nameof(name));
        var json = JsonSerializer.Serialize(data, data?.GetType() ?? typeof(object), JsonSerializerOptions.Web);
        return client.Outgoing.SendAsync(MessageKind.Text, PusherFrames.ClientEvent(channel, name, json).Payload, cancellationToken);
    }

    private static void CheckChannel(TokenSocketClient client, string channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        Check(PusherNames.FaultOf(channel, SessionMap.SpeaksV2(client.CurrentOptions)) is { } fault ? $"The name of the channel {fault}" : null, nameof(channel));
    }

    private static void Check(string? fault, string parameter)
    {
        if (fault is not null)
        {
            throw new ArgumentException(fault, parameter);
        }
    }
}
