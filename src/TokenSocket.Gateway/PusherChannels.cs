using System.Globalization;
using System.Security.Cryptography;
using TokenSocket.Gateway.Sessions.Pusher;

namespace TokenSocket.Gateway;

/// <summary>
/// The channels of a gateway that acts as a Pusher or Sockudo server, and what its service does with them. Thread-safe. Channels
/// and what can be replayed of them outlive the connections.
/// </summary>
public sealed class PusherChannels
{
    /// <summary>How long one peer that lags can delay whoever publishes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private volatile PusherRecoveryMode _recovery;

    internal PusherChannels(PusherGatewayOptions options, SharedTokens tokens, TimeProvider time, Func<string>? newId = null, Func<string>? newSocketId = null)
    {
        Options = options;
        Tokens = tokens;
        Time = time;
        NewSocketId = newSocketId ?? RandomSocketId;
        Table = new ChannelTable(options, time, newId ?? RandomId);
    }

    /// <summary>How clients that come back are answered.</summary>
    /// <value>The default is <see cref="PusherRecoveryMode.On"/>.</value>
    public PusherRecoveryMode Recovery
    {
        get => _recovery;
        set => _recovery = value;
    }

    /// <summary>A snapshot of the channels that were subscribed to or published on, in no order.</summary>
    public IReadOnlyList<PusherChannelInfo> All
    {
        get
        {
            lock (Gate)
            {
                return [.. Table.All.Select(Describe)];
            }
        }
    }

    /// <summary>Held while a session or a channel changes, so that all clients of a channel see one order.</summary>
    internal Lock Gate { get; } = new();

    internal PusherGatewayOptions Options { get; }

    internal SharedTokens Tokens { get; }

    internal TimeProvider Time { get; }

    internal ChannelTable Table { get; }

    internal Func<string> NewSocketId { get; }

    /// <summary>Sends an event to all who are subscribed to a channel, and keeps it for clients of V2 that come back.</summary>
    /// <param name="channel">Nobody need be subscribed to it.</param>
    /// <param name="eventName">The event's name.</param>
    /// <param name="dataJson">
    /// JSON text. Clients of protocol 7 get it as a string that holds this text, those of V2 as it is.
    /// </param>
    /// <returns>
    /// Completes when the peers that keep up have been handed the event, with the number of those that it was sent to. A peer whose
    /// queue is full is closed with 4100; one that stops reading delays the caller once, by 250 ms.
    /// </returns>
    /// <exception cref="ArgumentException">The channel's name is none, or the data is not JSON.</exception>
    public async Task<int> PublishAsync(string channel, string eventName, string dataJson)
    {
        CheckName(channel);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        ArgumentNullException.ThrowIfNull(dataJson);
        if (PusherJson.ReadText(dataJson) is null)
            throw new ArgumentException("The data must be JSON text.", nameof(dataJson));

        IReadOnlyList<Task> sent;
        lock (Gate)
        {
            sent = Table.Publish(channel, eventName, dataJson);
        }

        try
        {
            await Task.WhenAll(sent).WaitAsync(Patience, Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The peer that is stuck has its queue and its send timeout.
        }

        return sent.Count;
    }

    /// <summary>Begins a new stream: whoever comes back with a position in the old one is told <c>stream_reset</c>.</summary>
    /// <exception cref="ArgumentException">The channel's name is none.</exception>
    public void ResetStream(string channel)
    {
        CheckName(channel);
        lock (Gate)
        {
            Table.ResetStream(channel);
        }
    }

    private static void CheckName(string channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        if (ChannelName.Check(channel, isV2: true) is { } fault)
            throw new ArgumentException(fault.Message, nameof(channel));
    }

    private static PusherChannelInfo Describe(PusherChannel channel)
    {
        StreamStamp position = channel.Stream.Position;
        return new PusherChannelInfo(channel.Name, channel.Subscriptions, channel.Members, position.StreamId, position.Serial);
    }

    private static string RandomId() => Guid.NewGuid().ToString();

    private static string RandomSocketId()
    {
        static string Part() => RandomNumberGenerator.GetInt32(1, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        return $"{Part()}.{Part()}";
    }
}
