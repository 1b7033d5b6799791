using TokenSocket.Contracts;
using TokenSocket.Credentials;
using TokenSocket.Protocols;

namespace TokenSocket.Loopback.Tests.Client.Sessions;

/// <summary>Channels at a server of either protocol: asked for, restored, signed, and spoken on.</summary>
public sealed class ChannelTests
{
    [TestCase("pusher")]
    [TestCase("sockudo")]
    public async Task A_channel_that_was_asked_for_before_the_start_is_heard(string dialect)
    {
        await using var stage = await ChannelStage.SetAsync(dialect);
        stage.Client.Subscribe("news");

        await stage.ConnectAsync();
        await stage.SubscribedAsync("news");
        await stage.Channels.PublishAsync("news", "headline", """{"text":"ü"}""");

        Assert.That(await HeardAsync(stage), Is.EqualTo(("headline", "news", """{"text":"ü"}""")));
    }

    [TestCase("pusher")]
    [TestCase("sockudo")]
    public async Task A_channel_comes_and_goes_on_a_connection_that_is_up(string dialect)
    {
        await using var stage = await ChannelStage.SetAsync(dialect);
        await stage.ConnectAsync();

        stage.Client.Subscribe("news");
        await stage.SubscribedAsync("news");
        stage.Client.Unsubscribe("news");
        await Eventually.HoldsAsync(() => stage.Channels.All.Single().Subscriptions == 0);

        Assert.That((await stage.Channels.PublishAsync("news", "headline", "1"), stage.Events.Count), Is.EqualTo((0, 0)));
    }

    [TestCase("pusher")]
    [TestCase("sockudo")]
    public async Task Wanted_channels_are_asked_for_again_after_a_reconnect_and_others_not(string dialect)
    {
        await using var stage = await ChannelStage.SetAsync(dialect);
        var peer = await stage.ConnectAsync();
        await SubscribeAsync(stage, "one", "two", "private-three");
        stage.Client.Unsubscribe("two");

        peer.Drop();
        await stage.Connections.NextAsync();
        await Eventually.HoldsAsync(() => stage.Channels.All.Count(channel => channel.Subscriptions == 1) == 2);

        Assert.That(
            stage.Channels.All.Where(channel => channel.Subscriptions > 0).Select(channel => channel.Name), Is.EquivalentTo(new[] { "one", "private-three" }));
    }

    [TestCase("pusher")]
    [TestCase("sockudo")]
    public async Task Signed_channels_open_to_the_right_secret(string dialect)
    {
        await using var stage = await ChannelStage.SetAsync(dialect);
        await stage.ConnectAsync();

        stage.Client.Subscribe("private-orders");
        stage.Client.Subscribe("presence-desk");
        var (first, second) = (await stage.NextAsync<Subscribed>(), await stage.NextAsync<Subscribed>());

        Assert.That(new[] { first.Channel, second.Channel }, Is.EquivalentTo(new[] { "private-orders", "presence-desk" }));
        Assert.That(stage.Channels.All.Single(channel => channel.Name == "presence-desk").Members.Single().UserId, Is.EqualTo("me"));
    }

    [TestCase("pusher")]
    [TestCase("sockudo")]
    public async Task A_wrong_secret_is_refused_and_the_connection_stays(string dialect)
    {
        await using var stage = await ChannelStage.SetAsync(
            dialect, services: PartsUnderTest.Services() with { ChannelAuthorizer = new PusherSigner(ChannelStage.Key, "another secret") });
        var peer = await stage.ConnectAsync();

        stage.Client.Subscribe("private-orders");
        var refused = await stage.NextAsync<SubscriptionRefused>();
        await SubscribeAsync(stage, "news");

        Assert.That(refused, Is.EqualTo(new SubscriptionRefused("private-orders", 403, "The signature does not fit the socket, the channel and its data.")));
        Assert.That((peer.IsOpen, stage.Server.Gateway.HandshakesSeen), Is.EqualTo((true, 1L)));
    }

    [Test]
    public async Task A_refused_channel_is_tried_again_on_the_next_connection()
    {
        var isRight = false;
        var (wrong, right) = (new PusherSigner(ChannelStage.Key, "another secret"), new PusherSigner(ChannelStage.Key, ChannelStage.Secret));
        var signer = new DelegateChannelAuthorizer((request, cancelled) => (Volatile.Read(ref isRight) ? right : wrong).AuthorizeAsync(request, cancelled));
        await using var stage = await ChannelStage.SetAsync(services: PartsUnderTest.Services() with { ChannelAuthorizer = signer });
        var peer = await stage.ConnectAsync();
        stage.Client.Subscribe("private-orders");
        await stage.NextAsync<SubscriptionRefused>();

        Volatile.Write(ref isRight, true);
        peer.Drop();

        await stage.SubscribedAsync("private-orders");
    }

    [Test]
    public async Task Members_hear_each_other_and_see_who_speaks()
    {
        await using var stage = await ChannelStage.SetAsync();
        var other = stage.Add(PartsUnderTest.Services() with { ChannelAuthorizer = new PusherSigner(ChannelStage.Key, ChannelStage.Secret, "another") });
        await stage.ConnectAsync();
        await SubscribeAsync(stage, "presence-desk");
        await other.Client.ConnectAsync().WaitAsync(Patience.Long);
        other.Client.Subscribe("presence-desk");
        var added = await stage.NextAsync<EventReceived>();

        await other.Client.TriggerAsync("presence-desk", "client-typing", new { line = 3 });
        var typing = await stage.NextAsync<EventReceived>();

        Assert.That((added.Name, added.Data.GetProperty("user_id").GetString()), Is.EqualTo(("sockudo_internal:member_added", "another")));
        Assert.That((typing.Name, typing.Data.GetRawText(), typing.UserId), Is.EqualTo(("client-typing", """{"line":3}""", "another")));
    }

    [Test]
    public async Task Client_events_that_come_too_fast_are_told_and_end_nothing()
    {
        await using var stage = await ChannelStage.SetAsync(serve: serve => serve.Pusher.ClientEventsPerSecond = 1);
        var peer = await stage.ConnectAsync();
        await SubscribeAsync(stage, "private-orders");

        await stage.Client.TriggerAsync("private-orders", "client-one", 1);
        await stage.Client.TriggerAsync("private-orders", "client-two", 2);
        var error = await stage.NextAsync<ErrorReceived>();

        Assert.That((error.Code, error.Message, peer.IsOpen), Is.EqualTo((4301, "Too many client events were sent within a second.", true)));
    }

    private static async Task SubscribeAsync(ChannelStage stage, params string[] channels)
    {
        foreach (var channel in channels)
        {
            stage.Client.Subscribe(channel);
            await stage.SubscribedAsync(channel);
        }
    }

    private static async Task<(string Name, string? Channel, string Data)> HeardAsync(ChannelStage stage)
    {
        var heard = await stage.NextAsync<EventReceived>();
        return (heard.Name, heard.Channel, heard.Data.GetRawText());
    }
}
