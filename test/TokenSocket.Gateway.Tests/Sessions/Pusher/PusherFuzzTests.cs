using System.Text.Json.Nodes;
using TokenSocket.Core.Tests.Fuzz;

namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

/// <summary>The acted Pusher server, given what no client should send. As with the other fuzz tests, FUZZ_INPUTS says how much.</summary>
[Category("Fuzz")]
internal sealed class PusherFuzzTests
{
    private const int Messages = 50;

    private static readonly string[] Frames =
    [
        """{"event":"pusher:ping","data":{}}""",
        """{"event":"sockudo:subscribe","data":{"channel":"news"}}""",
        """{"event":"pusher:subscribe","data":"{\"channel\":\"news\"}"}""",
        """{"event":"pusher:subscribe","data":{"channel":"presence-a","auth":"k:s","channel_data":"{\"user_id\":1,\"user_info\":{\"a\":[1,\"\\ud83d\\ude00\"]}}"}}""",
        """{"event":"pusher:unsubscribe","data":{"channel":"news"}}""",
        """{"event":"client-e","channel":"private-a","data":{"x":[1,2,{"y":null}]}}""",
        """{"event":"client-e","channel":"presence-b","data":"text"}""",
        """{"event":"sockudo:resume","data":{"channel_positions":{"news":{"stream_id":"id-1","serial":1,"last_message_id":"m"},"private-a":{"serial":0}}}}""",
        """{"event":"sockudo:auth","data":{"token":"t"}}""",
    ];

    private static readonly string[] Members = ["""{"user_id":1,"user_info":{"a":[1,"x"]}}""", """{"user_id":"\ud83d\ude00","user_info":"i"}""", """{"user_id":1e3}"""];

    [Test]
    public void Every_message_is_taken_and_every_answer_is_an_event() => FuzzRun.Run("sessions of a Pusher client", 200, static input =>
    {
        var stage = new Stage();
        using Client client = stage.EnterAsync(isV2: input.OneIn(2)).Result();
        using Client other = stage.EnterAsync(isV2: input.OneIn(2)).Result();
        other.SendAsync(Subscription.To("private-a", other.Session)).Done();
        client.SendAsync(Subscription.To("private-a", client.Session)).Done();
        other.SendAsync(Subscription.To("presence-b", other.Session, Members[0])).Done();
        client.SendAsync(Subscription.To("presence-b", client.Session, input.OneIn(2) ? Members[1] : input.Text(Members))).Done();
        for (int n = 0; n < Messages; n++)
            client.Session.ReceiveAsync(input.Utf8(Frames)).AsTask().Done();

        foreach (string frame in (string[])[.. client.Frames, .. other.Frames])
            FuzzRun.Must(JsonNode.Parse(frame) is JsonObject answer && answer["event"] is JsonValue, frame);
        FuzzRun.Must(client.Closed is null && other.Closed is null, "Closed.");
    });
}
