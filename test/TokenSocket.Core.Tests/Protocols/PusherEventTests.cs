using System.Text.Json;
using TokenSocket.Protocols;

namespace TokenSocket.Core.Tests.Protocols;

public sealed class PusherEventTests
{
    [TestCase("\"{\\\"a\\\":1}\"", """{"a":1}""", JsonValueKind.Object)]
    [TestCase("""{"a":1}""", """{"a":1}""", JsonValueKind.Object)]
    [TestCase("\"hello\"", "hello", JsonValueKind.String)]
    [TestCase("\"\"", "", JsonValueKind.String)]
    [TestCase("\"\\\"packed\\\"\"", "packed", JsonValueKind.String)]
    [TestCase("\"12\"", "12", JsonValueKind.Number)]
    [TestCase("12", "12", JsonValueKind.Number)]
    [TestCase("1e999", "1e999", JsonValueKind.Number)]
    [TestCase("\"NaN\"", "NaN", JsonValueKind.String)]
    [TestCase("[1]", "[1]", JsonValueKind.Array)]
    [TestCase("null", "", JsonValueKind.Null)]
    [TestCase("\"{\\\"a\\\":\"", "{\"a\":", JsonValueKind.String)]
    public void Unpacks_data_that_is_JSON_in_a_text(string data, string unpacked, JsonValueKind kind)
    {
        var frame = $$"""{"event":"news","channel":"c","data":{{data}}}""";

        var told = (EventReceived)PusherPlay.Up("c").Told(frame).Single();

        Assert.That((told.Name, told.Channel, told.UserId), Is.EqualTo(("news", "c", (string?)null)));
        Assert.That(told.Arguments, Has.Count.EqualTo(1));
        Assert.That(told.Data.ValueKind, Is.EqualTo(kind));
        Assert.That(told.Data.ToString(), Is.EqualTo(unpacked));
    }

    [Test]
    public void Data_deeper_than_anything_is_a_text()
    {
        var deep = new string('[', 100_000);

        var told = (EventReceived)PusherPlay.Up("c").Told($$"""{"event":"news","channel":"c","data":"{{deep}}"}""").Single();

        Assert.That(told.Data.GetString(), Is.EqualTo(deep));
    }

    [Test]
    public void Delivers_the_frame_as_it_came()
    {
        var frame = PusherPlay.Text("""  {"event":"news", "channel":"c"}""");

        var delivered = PusherPlay.Up("c").Protocol.Receive(frame).OfType<SessionOrder.Deliver>().Single();

        Assert.That(delivered.Frame, Is.EqualTo(frame));
    }

    [Test]
    public void No_data_is_no_argument() =>
        Assert.That(((EventReceived)PusherPlay.Up("c").Told("""{"event":"news","channel":"c"}""").Single()).Arguments, Is.Empty);

    [TestCase("\"7\"")]
    [TestCase("7")]
    public void Says_who_sent_it(string user)
    {
        var told = (EventReceived)PusherPlay.Up("presence-c").Told($$"""{"event":"client-typing","channel":"presence-c","data":{},"user_id":{{user}}}""").Single();

        Assert.That((told.Name, told.UserId), Is.EqualTo(("client-typing", "7")));
    }

    [TestCase("pusher_internal:member_added", "c")]
    [TestCase("pusher:cache_miss", "c")]
    [TestCase("news", "#server-to-user-7")]
    public void Passes_on_what_means_nothing_to_the_session(string name, string channel) =>
        Assert.That(((EventReceived)PusherPlay.Up("c").Told($$"""{"event":"{{name}}","channel":"{{channel}}"}""").Single()).Name, Is.EqualTo(name));

    [Test]
    public void Takes_the_last_of_two_fields_of_a_name() =>
        Assert.That(((EventReceived)PusherPlay.Up("c").Told("""{"event":"a","event":"b","channel":"x","channel":"c"}""").Single()).Name, Is.EqualTo("b"));

    [Test]
    public void A_wanted_wildcard_brings_the_channels_that_it_stands_for()
    {
        var play = PusherPlay.UpV2("orders:*");

        Assert.That(play.Told("""{"event":"news","channel":"orders:7"}"""), Has.Count.EqualTo(1));
        Assert.That(play.Told("""{"event":"news","channel":"offers:7"}"""), Is.Empty);
        play.Protocol.Unsubscribe("orders:*");
        Assert.That(play.Told("""{"event":"news","channel":"orders:7"}"""), Is.Empty);
    }

    [Test]
    public void Protocol_7_knows_no_names_of_messages()
    {
        var play = PusherPlay.Up("c");

        Assert.That(play.Told("""{"event":"news","channel":"c","message_id":"m","serial":-1}"""), Has.Count.EqualTo(1));
        Assert.That(play.Told("""{"event":"news","channel":"c","message_id":"m","serial":-1}"""), Has.Count.EqualTo(1));
        Assert.That(play.Told("""{"event":"sockudo:resume_success","data":4}"""), Has.Count.EqualTo(1));
    }

    [Test]
    public void One_name_on_two_channels_is_two_messages()
    {
        var play = PusherPlay.UpV2("a", "b");

        Assert.That(play.Told("""{"event":"news","channel":"a","message_id":"m"}"""), Has.Count.EqualTo(1));
        Assert.That(play.Told("""{"event":"news","channel":"b","message_id":"m"}"""), Has.Count.EqualTo(1));
        Assert.That(play.Told("""{"event":"news","channel":"b","message_id":"m"}"""), Is.Empty);
    }

    [Test]
    public void After_the_end_nothing_comes_out()
    {
        var play = PusherPlay.UpV2("c");
        play.Hear("[]");

        Assert.That(play.Hear("""{"event":"news","channel":"c"}"""), Is.Empty);
        Assert.That(play.Hear("[]"), Is.Empty);
        Assert.That(play.Protocol.Fired(SessionTimer.Heartbeat), Is.Empty);
        Assert.That(play.Protocol.Fired(SessionTimer.Answer), Is.Empty);
        Assert.That(play.Protocol.Subscribe("private-d"), Is.Empty);
        Assert.That(play.Protocol.Unsubscribe("c"), Is.Empty);
        Assert.That(play.Protocol.Authorized("private-d", new ChannelGrant("key:sig")), Is.Empty);
        Assert.That(play.Memory.Channels, Is.EqualTo(["private-d"]));
    }

    [TestCase("""{"code":40142,"reason":"expired"}""")]
    [TestCase("\"{\\\"code\\\":40142,\\\"reason\\\":\\\"expired\\\"}\"")]
    [TestCase("{}")]
    public void An_expired_token_is_asked_for_anew(string data)
    {
        var orders = PusherPlay.UpV2().Hear($$"""{"event":"sockudo:token_expired","data":{{data}}}""");

        Assert.That(orders.OfType<SessionOrder.RenewToken>().Count(), Is.EqualTo(1));
        Assert.That(((EventReceived)PusherPlay.Told(orders).Single()).Name, Is.EqualTo("sockudo:token_expired"));
    }

    [Test]
    public void A_revoked_token_is_an_error_and_asks_for_nothing()
    {
        var orders = PusherPlay.UpV2().Hear("""{"event":"sockudo:token_expired","data":{"code":40160,"reason":"revoked"}}""");

        Assert.That(orders.OfType<SessionOrder.RenewToken>(), Is.Empty);
        Assert.That(PusherPlay.Told(orders), Is.EqualTo(new[] { new ErrorReceived(40160, "revoked", null) }));
    }

    [Test]
    public void A_renewed_token_is_an_event() =>
        Assert.That(((EventReceived)PusherPlay.UpV2().Told("""{"event":"sockudo:auth_success","data":{}}""").Single()).Name, Is.EqualTo("sockudo:auth_success"));

    [Test]
    public void Protocol_7_has_no_tokens() =>
        Assert.That(PusherPlay.Up().Hear("""{"event":"sockudo:token_expired","data":{"code":40142}}""").OfType<SessionOrder.RenewToken>(), Is.Empty);
}
