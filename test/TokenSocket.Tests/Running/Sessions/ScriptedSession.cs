using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Protocols;

namespace TokenSocket.Tests.Running.Sessions;

/// <summary>
/// A session in a test's own language: it says <c>hello</c>, is established by <c>welcome</c>, wants to hear something every 10 s, answers
/// <c>ping</c>, ends with the code of <c>error 4004</c>, and gives all else to the program.
/// </summary>
internal sealed class ScriptedSession : SessionProtocol
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly SessionOrder.StartTimer Watch = new(SessionTimer.Heartbeat, Patience);

    public override IReadOnlyList<SessionOrder> Begin() => [Text("hello")];

    public override IReadOnlyList<SessionOrder> Receive(SessionFrame frame) => Encoding.UTF8.GetString(frame.Payload.Span).Split(' ') switch
    {
        ["welcome"] => [Text("join"), new SessionOrder.Establish(), Watch],
        ["ping"] => [Text("pong"), Watch],
        ["quiet"] => [new SessionOrder.StopTimer(SessionTimer.Heartbeat)],
        ["error", var code] => [new SessionOrder.End(new DisconnectInfo(DisconnectCause.InBand, int.Parse(code, System.Globalization.CultureInfo.InvariantCulture), "in band"))],
        _ => [new SessionOrder.Deliver(frame)],
    };

    public override IReadOnlyList<SessionOrder> Fired(SessionTimer timer) =>
        [new SessionOrder.End(new DisconnectInfo(DisconnectCause.HeartbeatLost, CloseCode.AbnormalClosure))];

    private static SessionOrder.Send Text(string text) => new(new SessionFrame(IsText: true, Encoding.UTF8.GetBytes(text)));
}
