using TokenSocket.Protocols;
using static TokenSocket.Protocols.SessionOrder;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class PusherSubscribingTests
{
    [Test]
    public void Subscribing_twice_sends_once()
    {
        var play = PusherPlay.Up();

        Assert.That(PusherPlay.Sent(play.Protocol.Subscribe("c")), Is.EqualTo(["""{"event":"pusher:subscribe","data":{"channel":"c"}}"""]));
        Assert.That(play.Protocol.Subscribe("c"), Is.Empty);
    }

    [Test]
    public void Unsubscribing_twice_sends_once()
    {
        var play = PusherPlay.Up("c");

        Assert.That(PusherPlay.Sent(play.Protocol.Unsubscribe("c")), Is.EqualTo(["""{"event":"pusher:unsubscribe","data":{"channel":"c"}}"""]));
        Assert.That(play.Protocol.Unsubscribe("c"), Is.Empty);
    }

    [Test]
    public void Before_it_is_up_only_the_memory_changes()
    {
        var play = new PusherPlay();

        Assert.That(play.Protocol.Subscribe("a"), Is.Empty);
        Assert.That(play.Protocol.Subscribe("b"), Is.Empty);
        Assert.That(play.Protocol.Unsubscribe("a"), Is.Empty);

        Assert.That(play.Memory.Channels, Is.EqualTo(["b"]));
    }

    [TestCase("private-c")]
    [TestCase("presence-c")]
    [TestCase("private-encrypted-c")]
    public void A_private_channel_is_signed_first(string channel)
    {
        var play = PusherPlay.Up();

        Assert.That(play.Protocol.Subscribe(channel), Is.EqualTo(new[] { new Authorize(channel, "123.456") }));
        Assert.That(play.Protocol.Subscribe(channel), Is.Empty);
        Assert.That(PusherPlay.Sent(play.Protocol.Authorized(channel, new ChannelGrant("key:sig"))), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_signature_for_a_channel_that_is_wanted_no_longer_is_not_used()
    {
        var play = PusherPlay.Up("private-c");

        Assert.That(play.Protocol.Unsubscribe("private-c"), Is.Empty);
        Assert.That(play.Protocol.Authorized("private-c", new ChannelGrant("key:sig")), Is.Empty);
    }

    [Test]
    public void The_second_signature_for_a_channel_is_not_used()
    {
        var play = PusherPlay.Up("private-c");
        play.Protocol.Unsubscribe("private-c");
        play.Protocol.Subscribe("private-c");

        Assert.That(play.Protocol.Authorized("private-c", new ChannelGrant("key:sig")), Has.Count.EqualTo(1));
        Assert.That(play.Protocol.Authorized("private-c", new ChannelGrant("key:sig")), Is.Empty);
    }

    [Test]
    public void A_channel_that_cannot_be_signed_is_refused_on_a_frame_without_text()
    {
        var orders = PusherPlay.Up("private-c").Protocol.Authorized("private-c", new ChannelGrant(null, Fault: "The signer is asleep."));

        Assert.That(orders, Is.EqualTo(new[] { new Deliver(new SessionFrame(true, default), new SubscriptionRefused("private-c", null, "The signer is asleep.")) }));
    }

    [Test]
    public void A_grant_that_holds_nothing_is_a_refusal() =>
        Assert.That(
            PusherPlay.Told(PusherPlay.Up("private-c").Protocol.Authorized("private-c", default)),
            Is.EqualTo(new[] { new SubscriptionRefused("private-c", null, "Nothing signed the channel.") }));

    [TestCase("""{"event":"pusher_internal:subscription_succeeded","channel":"c","data":"{}"}""", "{}")]
    [TestCase("""{"event":"sockudo_internal:subscription_succeeded","channel":"c","data":{"presence":{"count":1}}}""", """{"presence":{"count":1}}""")]
    [TestCase("""{"event":"pusher_internal:subscription_succeeded","channel":"c","data":"{\"presence\":{\"count\":1,\"ids\":[\"1\"],\"hash\":{\"1\":{}}}}"}""", """{"presence":{"count":1,"ids":["1"],"hash":{"1":{}}}}""")]
    [TestCase("""{"event":"pusher_internal:subscription_succeeded","channel":"c"}""", "")]
    public void Tells_what_the_server_accepted(string frame, string data)
    {
        var told = (Subscribed)PusherPlay.Up("c").Told(frame).Single();

        Assert.That(told.Channel, Is.EqualTo("c"));
        Assert.That(told.Data.ToString(), Is.EqualTo(data));
    }

    [TestCase("""{"type":"AuthError","error":"Forbidden.","status":403}""", 403, "Forbidden.")]
    [TestCase("""{"reason":"No.","status":401}""", 401, "No.")]
    [TestCase("""{"message":"Sorry.\n"}""", null, "Sorry.")]
    [TestCase("{}", null, "The server refused the subscription without a word.")]
    [TestCase("\"{\\\"error\\\":\\\"packed\\\"}\"", null, "packed")]
    public void Tells_what_the_server_refused(string data, int? status, string reason)
    {
        var play = PusherPlay.Up("c");

        var told = play.Told($$"""{"event":"pusher:subscription_error","channel":"c","data":{{data}}}""");

        Assert.That(told, Is.EqualTo(new[] { new SubscriptionRefused("c", status, reason) }));
        Assert.That(PusherPlay.Sent(play.Redial().Hear(PusherPlay.Welcome)), Has.Count.EqualTo(1), "It is tried again with the next connection.");
    }

    [Test]
    public void Tries_a_refused_channel_again_when_asked_to()
    {
        var play = PusherPlay.Up("c");
        play.Hear("""{"event":"pusher:subscription_error","channel":"c"}""");

        Assert.That(play.Protocol.Subscribe("c"), Has.Count.EqualTo(1));
    }

    [TestCase("pusher_internal:subscription_succeeded")]
    [TestCase("pusher:subscription_error")]
    [TestCase("news")]
    [TestCase("pusher_internal:member_added")]
    public void Drops_what_comes_late_for_a_channel_that_was_left(string name)
    {
        var play = PusherPlay.Up("c");
        play.Protocol.Unsubscribe("c");

        Assert.That(play.Told($$"""{"event":"{{name}}","channel":"c","data":"{}"}"""), Is.Empty);
    }
}
