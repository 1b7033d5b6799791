using System.Text;
using TokenSocket.CloseCodes;
using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

/// <summary>What no server should say, each with the words that a person needs to see what was wrong.</summary>
public sealed class PusherMalformedTests
{
    private static readonly string Deep = new('[', 100_000);

    /// <summary>In a V2 session that is up, with the channel <c>c</c>.</summary>
    private static IEnumerable<TestCaseData> Frames() =>
    [
        Row("", "an empty message", "not JSON"),
        Row(" ", "not JSON", "an event was expected"),
        Row("hello", "'hello'", "not JSON"),
        Row("{", "'{'", "not JSON"),
        Row("""{"event":"a"} x""", "not JSON"),
        Row("""{"event":"a",}""", "not JSON"),
        Row("""{'event':'a'}""", "not JSON"),
        Row("NaN", "'NaN'", "not JSON"),
        Row("""{"event":NaN}""", "not JSON"),
        Row(Deep, "not JSON", "[[["),
        Row("""{"event":"a","data":""" + Deep, "not JSON"),
        Row("\ufeff{}", "not JSON"),
        Row("[]", "an array", "an object with an event was expected"),
        Row("""[{"event":"a"}]""", "an array"),
        Row("null", "null", "an object"),
        Row("true", "true", "an object"),
        Row("4001", "the number 4001", "an object"),
        Row("1e999", "the number 1e999"),
        Row("\"ping\"", "the text 'ping'", "an object"),
        Row("{}", "no event", "not empty was expected"),
        Row("""{"event":null}""", "no event"),
        Row("""{"event":""}""", "an empty event"),
        Row("""{"event":7}""", "event that is the number 7", "a text was expected"),
        Row("""{"event":{}}""", "event that is an object"),
        Row("""{"event":["a"]}""", "event that is an array"),
        Row("""{"event":"\ud800"}""", "event that is a text that is no Unicode"),
        Row("""{"\ud800":1,"event":"a"}""", "a name that is no Unicode"),
        Row("""{"event":"a","channel":7}""", "channel that is the number 7", "a text was expected"),
        Row("""{"event":"a","channel":""}""", "an empty channel"),
        Row("""{"event":"a","channel":["c"]}""", "channel that is an array"),
        Row("""{"event":"a","channel":false}""", "channel that is false"),
        Row("""{"event":"a","data":"\ud800"}""", "data that is a text that is no Unicode"),
        Row("""{"event":"a","channel":"c","user_id":{}}""", "user_id that is an object", "a text was expected"),
        Row("""{"event":"a","channel":"c","message_id":7}""", "message_id that is the number 7"),
        Row("""{"event":"a","channel":"c","message_id":""}""", "an empty message_id"),
        Row($$"""{"event":"a","channel":"c","message_id":"{{new string('m', 257)}}"}""", "message_id of 257 characters", "at most 256"),
        Row("""{"event":"a","channel":"c","stream_id":7,"serial":1}""", "stream_id that is the number 7"),
        Row("""{"event":"a","channel":"c","stream_id":"s","serial":-1}""", "serial that is the number -1", "from 0 on"),
        Row("""{"event":"a","channel":"c","stream_id":"s","serial":1180591620717411303424}""", "serial that is the number 1180591620717411303424"),
        Row("""{"event":"a","channel":"c","stream_id":"s","serial":1.5}""", "serial that is the number 1.5"),
        Row("""{"event":"a","channel":"c","stream_id":"s","serial":"1"}""", "serial that is the text '1'"),
        Row("""{"event":"pusher:connection_established","data":{"socket_id":"1.2"}}""", "a second time", "once was expected"),
        Row("""{"event":"pusher_internal:subscription_succeeded","data":{}}""", "'pusher_internal:subscription_succeeded'", "without a channel"),
        Row("""{"event":"sockudo_internal:subscription_succeeded","channel":"c","data":{"stream_id":"s","serial":-1}}""", "serial that is the number -1"),
        Row("""{"event":"pusher:subscription_error","data":{"status":401}}""", "without a channel"),
        Row("""{"event":"pusher:subscription_error","channel":"c","data":403}""", "is the number 403", "an object"),
        Row("""{"event":"pusher:subscription_error","channel":"c","data":{"status":"401"}}""", "status that is the text '401'", "a whole number"),
        Row("""{"event":"pusher:subscription_error","channel":"c","data":{"error":[]}}""", "error that is an array"),
        Row("""{"event":"pusher:error"}""", "'pusher:error' is missing", "an object"),
        Row("""{"event":"pusher:error","data":null}""", "is null", "an object"),
        Row("""{"event":"pusher:error","data":"boom"}""", "is the text 'boom'", "an object"),
        Row("""{"event":"pusher:error","data":{"code":"4001"}}""", "code that is the text '4001'", "a whole number"),
        Row("""{"event":"pusher:error","data":{"code":99999999999}}""", "code that is the number 99999999999"),
        Row("""{"event":"pusher:error","data":{"code":4001.5}}""", "code that is the number 4001.5"),
        Row("""{"event":"pusher:error","data":{"code":4001,"message":{}}}""", "message that is an object", "a text"),
        Row("""{"event":"sockudo:error","data":{"channel":3}}""", "channel that is the number 3"),
        Row("""{"event":"sockudo:resume_success"}""", "missing", "an object"),
        Row("""{"event":"sockudo:resume_success","data":[]}""", "an array", "an object"),
        Row("""{"event":"sockudo:resume_success","data":{"recovered":{}}}""", "recovered that is an object", "an array"),
        Row("""{"event":"sockudo:resume_success","data":{"recovered":[7]}}""", "the number 7 in recovered", "an object"),
        Row("""{"event":"sockudo:resume_success","data":{"recovered":[{}]}}""", "object in recovered has no channel"),
        Row("""{"event":"sockudo:resume_success","data":{"recovered":[{"channel":"c","replayed":-1}]}}""", "replayed that is the number -1", "from 0 on"),
        Row("""{"event":"sockudo:resume_success","data":{"recovered":[{"channel":"c","replayed":"3"}]}}""", "replayed that is the text '3'"),
        Row("""{"event":"sockudo:resume_success","data":{"recovered":[{"channel":"c","position":7}]}}""", "position that is the number 7", "an object"),
        Row("""{"event":"sockudo:resume_success","data":{"recovered":[{"channel":"c","position":{"stream_id":"s","serial":-2}}]}}""", "position has a serial that is the number -2"),
        Row("""{"event":"sockudo:resume_success","data":{"failed":[{"channel":"c"}]}}""", "object in failed has no code"),
        Row("""{"event":"sockudo:resume_success","data":{"failed":"c"}}""", "failed that is the text 'c'", "an array"),
        Row("""{"event":"sockudo:resume_failed","data":{"code":"stream_reset"}}""", "no channel"),
        Row("""{"event":"sockudo:resume_failed","data":{"channel":"c"}}""", "no code"),
        Row("""{"event":"sockudo:resume_failed","data":{"channel":"c","code":7}}""", "code that is the number 7"),
        Row("""{"event":"sockudo:token_expired","data":{"code":"40142"}}""", "code that is the text '40142'"),
        Row("""{"event":"sockudo:token_expired"}""", "missing"),
        Row("""{"event":"sockudo:token_expired","data":{"reason":4}}""", "reason that is the number 4"),
    ];

    /// <summary>As the first thing that is said.</summary>
    private static IEnumerable<TestCaseData> Welcomes() =>
    [
        Row("""{"event":"news","channel":"c"}""", "'news' first", "connection_established was expected"),
        Row("""{"event":"pusher:pong"}""", "'pusher:pong' first"),
        Row("""{"event":"pusher_internal:subscription_succeeded","channel":"c"}""", "first"),
        Row("""{"event":"pusher:connection_established"}""", "missing", "an object"),
        Row("""{"event":"pusher:connection_established","data":"x"}""", "the text 'x'", "an object"),
        Row("""{"event":"pusher:connection_established","data":7}""", "the number 7", "an object"),
        Row("""{"event":"pusher:connection_established","data":{}}""", "no socket_id"),
        Row("""{"event":"pusher:connection_established","data":{"socket_id":""}}""", "an empty socket_id"),
        Row("""{"event":"pusher:connection_established","data":{"socket_id":1.2}}""", "socket_id that is the number 1.2"),
        Row("""{"event":"pusher:connection_established","data":{"socket_id":"1","activity_timeout":0}}""", "activity_timeout of 0", "from 1 to 86400"),
        Row("""{"event":"pusher:connection_established","data":{"socket_id":"1","activity_timeout":-5}}""", "activity_timeout of -5"),
        Row("""{"event":"pusher:connection_established","data":{"socket_id":"1","activity_timeout":86401}}""", "activity_timeout of 86401"),
        Row("""{"event":"pusher:connection_established","data":{"socket_id":"1","activity_timeout":1e999}}""", "the number 1e999", "from 1 to 86400"),
        Row("""{"event":"pusher:connection_established","data":{"socket_id":"1","activity_timeout":"120"}}""", "the text '120'"),
    ];

    [TestCaseSource(nameof(Frames))]
    public void Ends_a_session_that_is_up(string frame, string[] words) =>
        AssertViolation(PusherPlay.UpV2("c").Hear(frame), words);

    [TestCaseSource(nameof(Welcomes))]
    public void Ends_a_session_that_is_not_up_yet(string frame, string[] words) =>
        AssertViolation(new PusherPlay().Hear(frame), words);

    [Test]
    public void Bytes_are_no_event() =>
        AssertViolation(PusherPlay.Up().Protocol.Receive(new SessionFrame(IsText: false, "{}"u8.ToArray())), "a binary message of 2 bytes", "JSON text was expected");

    [Test]
    public void Text_must_be_UTF_8() =>
        AssertViolation(PusherPlay.Up().Protocol.Receive(new SessionFrame(IsText: true, Encoding.Latin1.GetBytes("""{"event":"é"}"""))), "not UTF-8");

    [Test]
    public void Words_of_the_server_are_short_and_on_one_line()
    {
        var end = PusherPlay.Up().End("{\"event\":[\"a\"]\u001b[31m\r\n" + new string('x', 10_000));

        Assert.That(end?.Reason, Has.Length.LessThan(200).And.Not.Contain("\u001b").And.Not.Contain("\n"));
    }

    private static TestCaseData Row(string frame, params string[] words) =>
        new TestCaseData(frame, words).SetArgDisplayNames(frame.Length == 0 ? "nothing" : frame[..Math.Min(frame.Length, 140)]);

    private static void AssertViolation(IReadOnlyList<SessionOrder> orders, params string[] words)
    {
        var end = PusherPlay.End(orders);

        Assert.That(orders, Has.Count.EqualTo(1));
        Assert.That((end?.Cause, end?.Code), Is.EqualTo((DisconnectCause.ProtocolViolation, 1006)));
        Assert.That(end?.Reason, Does.EndWith("."));
        foreach (var word in words)
        {
            Assert.That(end?.Reason, Does.Contain(word));
        }
    }
}
