using System.Globalization;
using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

/// <summary>Talks to a session as a server, and writes down in words what it orders.</summary>
internal sealed class SocketIoTalk(SocketIoSettings? settings = null)
{
    public const string Open = """0{"sid":"lv_VI97HAXpY6yYWAAAB","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":100000}""";

    public const string Connected = """40{"sid":"wZX3oN0bSVIhsaknAAAC"}""";

    public static readonly SocketIoGreeting Join = new("join", ["777"]);

    private readonly SocketIoProtocol _protocol = new(settings ?? new SocketIoSettings());

    /// <summary>The orders that came last.</summary>
    public IReadOnlyList<SessionOrder> Orders { get; private set; } = [];

    /// <summary>A session that is established.</summary>
    public static SocketIoTalk Established(SocketIoSettings? settings = null)
    {
        var talk = new SocketIoTalk(settings);
        talk.Says(Open);
        talk.Says(settings is { Namespace: var name and not "/" } ? $"40{name},{Connected[2..]}" : Connected);
        return talk;
    }

    public string[] Begins() => Note(_protocol.Begin());

    public string[] Says(string text) => Note(_protocol.Receive(new SessionFrame(IsText: true, Encoding.UTF8.GetBytes(text))));

    public string[] Says(params byte[] text) => Note(_protocol.Receive(new SessionFrame(IsText: true, text)));

    public string[] Attaches(params byte[] bytes) => Note(_protocol.Receive(new SessionFrame(IsText: false, bytes)));

    public string[] Fires(SessionTimer timer) => Note(_protocol.Fired(timer));

    public DisconnectInfo Explains(DisconnectInfo end) => _protocol.Explain(end);

    /// <summary>The only order of the last ones, which delivers an event.</summary>
    public EventReceived Event => (EventReceived)((SessionOrder.Deliver)Orders.Single()).Event!;

    /// <summary>The only order of the last ones, which ends the session.</summary>
    public DisconnectInfo Ended => ((SessionOrder.End)Orders.Single()).Info;

    public static string Words(SessionFrame frame) => frame.IsText ? Encoding.UTF8.GetString(frame.Payload.Span) : $"<{Convert.ToHexString(frame.Payload.Span)}>";

    private string[] Note(IReadOnlyList<SessionOrder> orders)
    {
        Orders = orders;
        return [.. orders.Select(Words)];
    }

    private static string Words(SessionOrder order) => order switch
    {
        SessionOrder.Send e => $"send {Words(e.Frame)}",
        SessionOrder.StartTimer e => string.Create(CultureInfo.InvariantCulture, $"start {e.Timer} {e.After.TotalSeconds}"),
        SessionOrder.StopTimer e => $"stop {e.Timer}",
        SessionOrder.Establish e => $"establish {e.MaxPayload?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}",
        SessionOrder.Deliver e => $"deliver {Words(e.Frame)}",
        SessionOrder.Acknowledge e => $"acknowledge {e.Number} [{string.Join(',', e.Arguments)}]",
        SessionOrder.Warn e => $"warn {e.Message}",
        SessionOrder.End e => $"end {e.Info.Cause} {e.Info.Code} {e.Info.Reason}",
        _ => order.ToString(),
    };
}
