using TokenSocket.Protocols;
using static TokenSocket.Core.Tests.Protocols.PusherRecoveryWords;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class PusherRecoveryTests
{
    [Test]
    public void Asks_after_a_reconnect_for_what_came_after_the_last_message()
    {
        var play = PusherPlay.UpV2("a", "b", "c");
        play.Hear(Succeeded("a", "s", 40));
        play.Hear(Message("a", "s", 41, "m41"));
        play.Hear(Succeeded("b", "t", 7));
        play.Hear("""{"event":"sockudo_internal:subscription_succeeded","channel":"c","data":"{}"}""");

        var orders = play.Redial().Hear(PusherPlay.Welcome);

        Assert.That(PusherPlay.Sent(orders)[^1], Is.EqualTo(
            """{"event":"sockudo:resume","data":{"channel_positions":{"a":{"stream_id":"s","serial":41,"last_message_id":"m41"},"b":{"stream_id":"t","serial":7}}}}"""));
        Assert.That(PusherPlay.Sent(orders), Has.Count.EqualTo(4));
    }

    [TestCase("""{"event":"sockudo_internal:subscription_succeeded","channel":"a","stream_id":"s","serial":5}""")]
    [TestCase("""{"event":"sockudo_internal:subscription_succeeded","channel":"a","data":{"stream_id":"s","serial":5}}""")]
    [TestCase("""{"event":"pusher_internal:subscription_succeeded","channel":"a","data":"{\"stream_id\":\"s\",\"serial\":5}"}""")]
    public void Takes_the_first_position_from_the_frame_or_its_data(string frame)
    {
        var play = PusherPlay.UpV2("a");
        play.Hear(frame);

        Assert.That(play.Memory.PositionOf("a"), Is.EqualTo(new PusherPosition("s", 5)));
    }

    [Test]
    public void Asks_for_a_private_channel_once_it_is_signed()
    {
        var play = PusherPlay.UpV2("private-a");
        play.Protocol.Authorized("private-a", new ChannelGrant("key:sig"));
        play.Hear(Succeeded("private-a", "s", 5));
        Assert.That(PusherPlay.Sent(play.Redial().Hear(PusherPlay.Welcome)), Is.Empty);

        var orders = play.Protocol.Authorized("private-a", new ChannelGrant("key:sig"));

        Assert.That(PusherPlay.Sent(orders), Is.EqualTo([
            """{"event":"sockudo:subscribe","data":{"channel":"private-a","auth":"key:sig"}}""",
            """{"event":"sockudo:resume","data":{"channel_positions":{"private-a":{"stream_id":"s","serial":5}}}}""",
        ]));
    }

    [Test]
    public void Protocol_7_asks_for_nothing_and_tells_no_losses()
    {
        var play = PusherPlay.Up("a");
        play.Hear(Succeeded("a", "s", 5));
        play.Redial();

        Assert.That(PusherPlay.Sent(play.Hear(PusherPlay.Welcome)), Has.Count.EqualTo(1));
        Assert.That(play.Told(Succeeded("a", "s", 9)).Single(), Is.TypeOf<Subscribed>());
    }

    [Test]
    public void Tells_how_many_messages_were_recovered()
    {
        var play = Resuming("a");
        play.Hear(Succeeded("a", "s", 8));
        play.Hear(Message("a", "s", 6, "m6"));

        var told = play.Told(Success("""{"channel":"a","source":"hot","replayed":3,"position":{"stream_id":"s","serial":8,"last_message_id":"m8"}}"""));

        Assert.That(told, Is.EqualTo(new[] { new Recovered("a", 3) }));
        Assert.That(play.Memory.PositionOf("a"), Is.EqualTo(new PusherPosition("s", 8, "m8")));
    }

    [Test]
    public void A_recovered_position_of_null_leaves_what_was_read()
    {
        var play = Resuming("a");
        play.Hear(Succeeded("a", "s", 8));
        play.Hear(Message("a", "s", 6, "m6"));

        play.Hear(Success("""{"channel":"a","replayed":1,"position":null}"""));

        Assert.That(play.Memory.PositionOf("a"), Is.EqualTo(new PusherPosition("s", 6, "m6")));
    }

    [Test]
    public void A_failed_channel_is_told_of_once_and_goes_on_from_where_it_was_subscribed()
    {
        var play = Resuming("a");
        play.Hear(Succeeded("a", "t", 2));

        var first = play.Told("""{"event":"sockudo:resume_failed","channel":"a","data":{"channel":"a","code":"stream_reset","reason":"gone","expected_stream_id":"s","current_stream_id":"t"}}""");
        var second = play.Told(Success("", """{"channel":"a","code":"stream_reset","reason":"gone"}"""));

        Assert.That(first, Is.EqualTo(new[] { new RecoveryFailed("a", "stream_reset") }));
        Assert.That(second, Is.Empty);
        Assert.That(play.Memory.PositionOf("a"), Is.EqualTo(new PusherPosition("t", 2)));
    }

    [Test]
    public void A_failed_channel_without_a_first_position_has_none()
    {
        var play = Resuming("a");

        var told = play.Told("""{"event":"sockudo:resume_failed","data":"{\"channel\":\"a\",\"code\":\"position_expired\"}"}""");

        Assert.That(told, Is.EqualTo(new[] { new RecoveryFailed("a", "position_expired") }));
        Assert.That(play.Memory.PositionOf("a"), Is.Null);
    }

    [Test]
    public void A_channel_that_the_answer_does_not_name_is_lost()
    {
        var play = Resuming("a", "b");

        var told = play.Told(Success("""{"channel":"b","replayed":0}"""));

        Assert.That(told, Is.EqualTo(new SessionEvent[] { new Recovered("b", 0), new RecoveryFailed("a", Unverifiable) }));
        Assert.That(play.Told(Success("")), Is.Empty, "Once is enough.");
    }

    [Test]
    public void Each_answer_is_for_the_oldest_resume()
    {
        var play = Resuming("a", "private-b");
        play.Protocol.Authorized("private-b", new ChannelGrant("key:sig"));

        Assert.That(play.Told(Success("""{"channel":"a","replayed":0}""")), Is.EqualTo(new[] { new Recovered("a", 0) }));
        Assert.That(play.Told(Success("""{"channel":"private-b","replayed":2}""")), Is.EqualTo(new[] { new Recovered("private-b", 2) }));
    }

    [TestCase(4301, "Connection recovery is not enabled")]
    [TestCase(4302, "Nothing to resume")]
    public void A_server_without_recovery_has_lost_every_channel(int code, string message)
    {
        var play = Resuming("a", "b");

        var told = play.Told($$"""{"event":"sockudo:error","data":{"code":{{code}},"message":"{{message}}"} }""");

        Assert.That(told, Is.EqualTo(new SessionEvent[] { new ErrorReceived(code, message, null), new RecoveryFailed("a", Unverifiable), new RecoveryFailed("b", Unverifiable) }));
    }

    [Test]
    public void A_channel_that_is_not_subscribed_yet_is_lost_once_it_is()
    {
        var play = Resuming("a", "private-b");
        play.Protocol.Authorized("private-b", new ChannelGrant("key:sig"));

        var first = play.Told("""{"event":"sockudo:error","data":{"code":4301,"message":"Connection recovery is not enabled"}}""");
        var second = play.Told(Succeeded("private-b", "s", 9));

        Assert.That(first.Skip(1), Is.EqualTo(new[] { new RecoveryFailed("a", Unverifiable) }));
        Assert.That(second.Skip(1), Is.EqualTo(new[] { new RecoveryFailed("private-b", Unverifiable) }));
        Assert.That(play.Memory.PositionOf("private-b"), Is.EqualTo(new PusherPosition("s", 9)));
    }

    [TestCase(4301, "Client events come too fast")]
    [TestCase(4303, "recovery")]
    public void Another_error_loses_nothing(int code, string message)
    {
        var play = Resuming("a");

        Assert.That(play.Told($$"""{"event":"sockudo:error","data":{"code":{{code}},"message":"{{message}}"} }"""), Has.Count.EqualTo(1));
        Assert.That(play.Told(Success("""{"channel":"a","replayed":1}""")), Is.EqualTo(new[] { new Recovered("a", 1) }));
    }

    [Test]
    public void A_channel_of_an_earlier_connection_without_a_position_is_lost()
    {
        var play = PusherPlay.UpV2("a");
        play.Hear("""{"event":"sockudo_internal:subscription_succeeded","channel":"a","data":"{}"}""");
        play.Connect();

        var told = play.Told(Succeeded("a", "s", 4));

        Assert.That(told[0], Is.TypeOf<Subscribed>());
        Assert.That(told[1], Is.EqualTo(new RecoveryFailed("a", Unverifiable)));
        Assert.That(play.Told(Succeeded("a", "s", 4)), Has.Count.EqualTo(1), "Once is enough.");
    }

    [Test]
    public void A_channel_that_was_never_subscribed_has_lost_nothing()
    {
        var play = PusherPlay.UpV2("a");
        play.Connect();

        Assert.That(play.Told(Succeeded("a", "s", 4)).Single(), Is.TypeOf<Subscribed>());
    }

    [Test]
    public void A_channel_that_was_left_and_is_wanted_again_has_lost_nothing()
    {
        var play = PusherPlay.UpV2("a");
        play.Hear(Succeeded("a", "s", 4));
        play.Protocol.Unsubscribe("a");

        Assert.That(PusherPlay.Sent(play.Connect("a").Protocol.Subscribe("a")), Is.Empty);
        Assert.That(play.Told(Succeeded("a", "s", 9)).Single(), Is.TypeOf<Subscribed>());
    }

    [Test]
    public void A_refused_channel_keeps_its_position_for_the_next_connection()
    {
        var play = Resuming("a");
        play.Hear("""{"event":"pusher:subscription_error","channel":"a","data":{"status":503}}""");

        Assert.That(play.Told(Success("", """{"channel":"a","code":"persistence_unavailable"}""")), Is.Empty);
        Assert.That(PusherPlay.Sent(play.Redial().Hear(PusherPlay.Welcome))[^1], Does.Contain("\"a\":{\"stream_id\":\"s\",\"serial\":5}"));
    }

    [Test]
    public void A_channel_that_is_left_meanwhile_is_no_longer_told_of()
    {
        var play = Resuming("a");
        play.Protocol.Unsubscribe("a");

        Assert.That(play.Told(Success("""{"channel":"a","replayed":1}""")), Is.Empty);
    }
}
