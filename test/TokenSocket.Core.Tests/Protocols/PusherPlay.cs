using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

/// <summary>One client of a Pusher server, connection after connection, as a test tells it.</summary>
internal sealed class PusherPlay(bool isV2 = false)
{
    public const string Welcome = """{"event":"pusher:connection_established","data":"{\"socket_id\":\"123.456\",\"activity_timeout\":120}"}""";

    private PusherProtocol? _protocol;

    public PusherMemory Memory { get; } = new();

    /// <summary>The rules of the connection that is up.</summary>
    public PusherProtocol Protocol => _protocol ??= new PusherProtocol(Memory, isV2);

    /// <summary>A protocol 7 session that is up, with these channels.</summary>
    public static PusherPlay Up(params string[] channels) => new PusherPlay().Connect(channels);

    /// <summary>A V2 session that is up, with these channels.</summary>
    public static PusherPlay UpV2(params string[] channels) => new PusherPlay(isV2: true).Connect(channels);

    /// <summary>Another connection, which is up.</summary>
    public PusherPlay Connect(params string[] channels)
    {
        Redial();
        foreach (var channel in channels)
        {
            Protocol.Subscribe(channel);
        }

        Protocol.Receive(Text(Welcome));
        return this;
    }

    /// <summary>Another connection, on which nothing was said yet.</summary>
    public PusherPlay Redial()
    {
        _protocol = new PusherProtocol(Memory, isV2);
        return this;
    }

    /// <summary>The server says this; the orders that came of it.</summary>
    public IReadOnlyList<SessionOrder> Hear(string json) => Protocol.Receive(Text(json));

    /// <summary>The server says this; what the program is told.</summary>
    public IReadOnlyList<SessionEvent> Told(string json) => Told(Hear(json));

    /// <summary>The server says this; how the session ends by it.</summary>
    public DisconnectInfo? End(string json) => End(Hear(json));

    public static IReadOnlyList<SessionEvent> Told(IEnumerable<SessionOrder> orders) =>
        [.. orders.OfType<SessionOrder.Deliver>().Select(static order => order.Event).OfType<SessionEvent>()];

    public static IReadOnlyList<string> Sent(IEnumerable<SessionOrder> orders) =>
        [.. orders.OfType<SessionOrder.Send>().Select(static order => Encoding.UTF8.GetString(order.Frame.Payload.Span))];

    public static DisconnectInfo? End(IEnumerable<SessionOrder> orders) => orders.OfType<SessionOrder.End>().SingleOrDefault()?.Info;

    public static SessionFrame Text(string text) => new(IsText: true, Encoding.UTF8.GetBytes(text));
}
