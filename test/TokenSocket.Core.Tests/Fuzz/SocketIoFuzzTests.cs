using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Fuzz;

/// <summary>Socket.IO sessions with servers that say anything. For a million see <see cref="CoreFuzzTests"/>.</summary>
[Category("Fuzz")]
public sealed class SocketIoFuzzTests
{
    private const string Open = """0{"sid":"lv_VI97HAXpY6yYWAAAB","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":100000}""";
    private const string Connected = """40{"sid":"wZX3oN0bSVIhsaknAAAC"}""";
    private const string Two = """452-9["a",{"_placeholder":true,"num":1},{"_placeholder":true,"num":0}]""";

    private static readonly string[] Goldens =
    [
        Open, Connected, "2", "6", """42["RESERVE_BET_ACCEPT",{"betId":"7"}]""", """4212["a",1]""", """430[{"ok":true}]""", """431[1,"\ud800"]""", Two, """461-3[{"_placeholder":true,"num":0}]""",
        """44{"message":"Unauthorized","data":{"statusCode":401}}""", """44/nope,{"message":"Invalid namespace"}""", "41", "1", "42/other,[\"a\"]", "",
    ];

    private static readonly string[] Lively = ["2", "6", """42["a",{"b":[1]}]""", """427["a"]""", "430[]", "431[2]", Two, "450-[\"a\"]"];

    [Test]
    public void Bytes_of_any_kind() => FuzzRun.Run("Socket.IO sessions of random bytes", 3_000, static input =>
    {
        var session = Established(input);
        for (var n = 1 + input.Next(20); n > 0; n--)
        {
            var bytes = new byte[input.Next(40)];
            for (var at = 0; at < bytes.Length; at++)
            {
                bytes[at] = input.OneIn(3) ? (byte)input.Next(256) : (byte)input.Pick("0123456[]{}\"-/,"u8.ToArray());
            }

            session.Hear(new SessionFrame(!input.OneIn(8), bytes));
        }
    });

    [Test]
    public void Packets_that_are_changed() => FuzzRun.Run("Socket.IO sessions of changed packets", 10_000, static input =>
    {
        var session = input.OneIn(4) ? new WatchedSession(Settings(input)) : Established(input);
        for (var n = 1 + input.Next(20); n > 0; n--)
        {
            if (input.OneIn(20))
            {
                session.Fire(input.Pick(Enum.GetValues<SessionTimer>()));
            }

            session.Hear(new SessionFrame(!input.OneIn(8), input.OneIn(2) ? Encoding.UTF8.GetBytes(input.Pick(Lively)) : input.Utf8(Goldens)));
        }
    });

    [Test]
    public void Packets_that_are_as_they_should_be() => FuzzRun.Run("lawful Socket.IO sessions", 10_000, static input =>
    {
        var session = Established(input);
        var delivered = 0;
        for (var n = input.Next(30); n > 0; n--)
        {
            var packet = input.Pick(Lively);
            session.Hear(Text(packet));
            for (var attachments = packet == Two ? 2 : 0; attachments > 0; attachments--)
            {
                session.Hear(Text(input.Pick(["2", "6"])));
                session.Hear(new SessionFrame(IsText: false, new byte[input.Next(10)]));
            }

            delivered += packet.Contains("\"a\"", StringComparison.Ordinal) ? 1 : 0;
        }

        FuzzRun.Must(session.End is null, $"A lawful session ended: {session.End?.Reason}");
        FuzzRun.Must(session.Delivered == delivered, $"{session.Delivered} of {delivered} events were delivered.");
        session.Hear(Text("nonsense"));
        FuzzRun.Must(session.End?.Cause == DisconnectCause.ProtocolViolation, "Nonsense did not end it.");
    });

    private static WatchedSession Established(Mutator input)
    {
        var session = new WatchedSession(Settings(input));
        session.Hear(Text(Open));
        session.Hear(Text(Connected));
        FuzzRun.Must(session.IsEstablished, "The goldens did not establish it.");
        return session;
    }

    private static SocketIoSettings Settings(Mutator input) => new(Greeting: input.OneIn(2) ? null : new SocketIoGreeting("join", ["777"]));

    private static SessionFrame Text(string text) => new(IsText: true, Encoding.UTF8.GetBytes(text));

    /// <summary>Throws when the session breaks a rule of its own.</summary>
    private sealed class WatchedSession(SocketIoSettings settings)
    {
        private readonly SocketIoProtocol _protocol = new(settings);

        public bool IsEstablished { get; private set; }

        public int Delivered { get; private set; }

        public DisconnectInfo? End { get; private set; }

        public void Hear(SessionFrame frame)
        {
            var wasOver = End is not null;
            var orders = _protocol.Receive(frame);

            Check(orders);
            var isPing = frame.IsText && frame.Payload.Span is [(byte)'2'];
            var pongs = orders.Count(static order => order is SessionOrder.Send { Frame: { IsText: true, Payload.Span: [(byte)'3', ..] } });
            FuzzRun.Must(!isPing || wasOver || pongs == 1, $"A ping got {pongs} pongs.");
        }

        public void Fire(SessionTimer timer) => Check(_protocol.Fired(timer));

        private void Check(IReadOnlyList<SessionOrder> orders)
        {
            foreach (var order in orders)
            {
                FuzzRun.Must(End is null, $"{order.GetType().Name} after the end.");
                FuzzRun.Must(IsEstablished || order is not (SessionOrder.Deliver or SessionOrder.Acknowledge or SessionOrder.Warn), $"{order.GetType().Name} before the session is established.");
                See(order);
            }

            // A close frame may come at any time.
            _ = _protocol.Explain(new DisconnectInfo(DisconnectCause.Closed, CloseCode.NoStatus));
        }

        private void See(SessionOrder order)
        {
            switch (order)
            {
                case SessionOrder.Establish e:
                    FuzzRun.Must(!IsEstablished && e.MaxPayload is null or > 0, "Established twice, or for messages of nothing.");
                    IsEstablished = true;
                    break;
                case SessionOrder.StartTimer e:
                    FuzzRun.Must(e.After > TimeSpan.Zero && e.After <= TimeSpan.FromDays(2), $"A timer of {e.After}.");
                    break;
                case SessionOrder.Deliver { Event: EventReceived received }:
                    FuzzRun.Must(received is { Channel: "/", Name: not null }, "An event of nobody.");
                    Delivered++;
                    break;
                case SessionOrder.End e:
                    FuzzRun.Must(e.Info.Reason is { Length: > 0 }, "An end without a reason.");
                    FuzzRun.MustBeFit(e.Info.Reason);
                    End = e.Info;
                    break;
            }
        }
    }
}
