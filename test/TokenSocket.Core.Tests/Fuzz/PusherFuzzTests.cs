using TokenSocket.Core.Tests.Protocols;
using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Fuzz;

/// <summary>Pusher sessions with servers that say anything. For a million see <see cref="CoreFuzzTests"/>.</summary>
[Category("Fuzz")]
public sealed class PusherFuzzTests
{
    private const int MostConnections = 4;
    private const int MostSteps = 24;

    private static readonly string[] Channels = ["a", "b", "private-c", "presence-d", "e:*"];

    private static readonly string[] Goldens =
    [
        PusherPlay.Welcome,
        """{"event":"sockudo:connection_established","data":{"socket_id":"1.2","activity_timeout":30}}""",
        """{"event":"pusher:ping","data":{}}""",
        """{"event":"pusher_internal:subscription_succeeded","channel":"a","data":"{}"}""",
        """{"event":"sockudo_internal:subscription_succeeded","channel":"a","data":{"stream_id":"s","serial":4}}""",
        """{"event":"pusher:subscription_error","channel":"b","data":{"type":"AuthError","error":"No.","status":401}}""",
        """{"event":"news","channel":"a","data":"{\"a\":[1,2,{\"b\":null}]}","message_id":"m1","stream_id":"s","serial":5,"extras":{}}""",
        """{"event":"client-typing","channel":"presence-d","data":{},"user_id":"7"}""",
        """{"event":"pusher:error","data":{"code":4001,"message":"No such app"}}""",
        """{"event":"sockudo:error","data":{"code":4301,"message":"Connection recovery is not enabled"}}""",
        """{"event":"sockudo:resume_failed","data":"{\"channel\":\"a\",\"code\":\"stream_reset\",\"reason\":\"gone\"}"}""",
        """{"event":"sockudo:resume_success","data":"{\"recovered\":[{\"channel\":\"a\",\"source\":\"hot\",\"replayed\":3,\"position\":{\"stream_id\":\"s\",\"serial\":8,\"last_message_id\":\"m8\"}}],\"failed\":[{\"channel\":\"b\",\"code\":\"stream_reset\"}]}"}""",
        """{"event":"sockudo:token_expired","data":{"code":40142,"reason":"expired"}}""",
    ];

    [Test]
    public void Random_bytes_end_a_session_with_a_sentence() => FuzzRun.Run("random bytes", 10_000, static input =>
    {
        var watch = new PusherWatch(isV2: input.OneIn(2));
        watch.Hear(PusherPlay.Welcome);
        byte[] bytes = [.. Enumerable.Range(0, input.Next(60)).Select(_ => (byte)input.Next(256))];

        watch.Hear(new SessionFrame(!input.OneIn(8), bytes));

        FuzzRun.Must(watch.IsOver, "Noise is taken for an event.");
    });

    [Test]
    public void Broken_frames_break_no_rule() => FuzzRun.Run("sessions with broken frames", 10_000, static input =>
    {
        var watch = new PusherWatch(isV2: input.OneIn(2));
        for (var connections = 1 + input.Next(MostConnections); connections > 0; connections--)
        {
            watch.Dial();
            Live(watch, input, static input => new SessionFrame(!input.OneIn(50), input.Utf8(Goldens)));
        }
    });

    [Test]
    public void Legal_sessions_break_no_rule() => FuzzRun.Run("sessions of legal frames", 10_000, static input =>
    {
        var watch = new PusherWatch(isV2: !input.OneIn(4));
        for (var connections = 1 + input.Next(MostConnections); connections > 0; connections--)
        {
            watch.Dial();
            watch.Hear(PusherPlay.Welcome);
            Live(watch, input, static input => PusherPlay.Text(Legal(input)));
        }

        FuzzRun.Must(!watch.IsViolated, "A legal frame is taken for a violation.");
    });

    private static void Live(PusherWatch watch, Mutator input, Func<Mutator, SessionFrame> frame)
    {
        for (var steps = input.Next(MostSteps); steps > 0; steps--)
        {
            var channel = input.Pick(Channels);
            switch (input.Next(10))
            {
                case 0:
                    watch.Do(channel, static (protocol, channel) => protocol.Subscribe(channel));
                    break;
                case 1 when input.OneIn(3):
                    watch.Do(channel, static (protocol, channel) => protocol.Unsubscribe(channel));
                    break;
                case 2:
                    var grant = input.OneIn(4) ? new ChannelGrant(null, Fault: "No signer.") : new ChannelGrant("key:sig", "{}");
                    watch.Do(channel, (protocol, channel) => protocol.Authorized(channel, grant));
                    break;
                case 3 when input.OneIn(3):
                    var timer = input.OneIn(2) ? SessionTimer.Heartbeat : SessionTimer.Answer;
                    watch.Do(channel, (protocol, _) => protocol.Fired(timer));
                    break;
                default:
                    watch.Hear(frame(input));
                    break;
            }
        }
    }

    private static string Legal(Mutator input)
    {
        var (channel, stream, serial, id) = (input.Pick(Channels), input.Pick(["s", "s", "t"]), input.Next(12), input.Next(40));
        return input.Next(9) switch
        {
            0 => $$"""{"event":"sockudo_internal:subscription_succeeded","channel":"{{channel}}","data":{},"stream_id":"{{stream}}","serial":{{serial}}}""",
            1 => $$"""{"event":"sockudo_internal:subscription_succeeded","channel":"{{channel}}"}""",
            2 => $$"""{"event":"pusher:subscription_error","channel":"{{channel}}","data":{"status":{{serial}}} }""",
            3 => $$$"""{"event":"sockudo:resume_success","data":{"recovered":[{"channel":"{{{channel}}}","replayed":{{{serial}}},"position":{"stream_id":"{{{stream}}}","serial":{{{serial}}}}}],"failed":[{"channel":"{{{input.Pick(Channels)}}}","code":"stream_reset"}]}}""",
            4 => $$"""{"event":"sockudo:resume_failed","data":{"channel":"{{channel}}","code":"position_expired"} }""",
            5 => $$"""{"event":"pusher:error","data":{"code":{{4000 + (id * 10)}},"message":"recovery"} }""",
            _ => $$"""{"event":"news","channel":"{{channel}}","data":"{}","message_id":"m{{id}}","stream_id":"{{stream}}","serial":{{serial}}}""",
        };
    }
}
