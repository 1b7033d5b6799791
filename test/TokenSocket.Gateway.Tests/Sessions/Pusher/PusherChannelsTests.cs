namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

internal sealed class PusherChannelsTests
{
    [Test]
    public async Task Publishes_a_string_to_protocol_7_and_the_value_with_its_place_to_V2()
    {
        var stage = new Stage();
        using Client older = await stage.EnterAsync();
        using Client newer = await stage.EnterAsync(isV2: true);
        await older.SubscribeAsync("news");
        await newer.SubscribeAsync("news");

        int told = await stage.Channels.PublishAsync("news", "headline", """{"title":"Ä"}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(told, Is.EqualTo(2));
            Assert.That(older.Frames, Is.EqualTo(["""{"event":"headline","channel":"news","data":"{\"title\":\"Ä\"}"}"""]));
            Assert.That(newer.Frames, Is.EqualTo(["""{"event":"headline","channel":"news","data":{"title":"Ä"},"message_id":"id-2","stream_id":"id-1","serial":1}"""]));
        }
    }

    [Test]
    public async Task Waits_250_ms_at_most_for_a_peer_that_does_not_read()
    {
        var stage = new Stage();
        using Client client = await stage.EnterAsync();
        await client.SubscribeAsync("news");
        client.Peer.Written = new TaskCompletionSource().Task;

        Task<int> published = stage.Channels.PublishAsync("news", "headline", "1");
        stage.Time.Advance(TimeSpan.FromMilliseconds(249));
        bool early = published.IsCompleted;
        stage.Time.Advance(TimeSpan.FromMilliseconds(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(early, Is.False);
            Assert.That(await published, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Shows_the_channels_with_their_members()
    {
        var stage = new Stage();
        using Client ann = await stage.EnterAsync();
        using Client again = await stage.EnterAsync();
        await ann.SubscribeAsync("presence-a", """{"user_id":"ann","user_info":{"age":3}}""");
        await again.SubscribeAsync("presence-a", """{"user_id":"ann"}""");
        await stage.Channels.PublishAsync("presence-a", "e", "1");

        PusherChannelInfo channel = stage.Channels.All.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(channel.Name, Is.EqualTo("presence-a"));
            Assert.That(channel.Subscriptions, Is.EqualTo(2));
            Assert.That(channel.Members, Is.EqualTo([new PusherMember("ann", """{"age":3}""")]));
            Assert.That((channel.StreamId, channel.Serial), Is.EqualTo(("id-1", 1L)));
        }
    }

    [Test]
    public async Task Forgets_channels_that_nobody_hears_and_that_have_nothing_to_replay()
    {
        var stage = new Stage();
        using Client gone = await stage.EnterAsync();
        await gone.SubscribeAsync("left");
        gone.Dispose();
        await stage.Channels.PublishAsync("spoken", "e", "1");
        stage.Time.Advance(TimeSpan.FromSeconds(119));
        await stage.Channels.PublishAsync("fresh", "e", "1");
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        using Client client = await stage.EnterAsync();

        await client.SubscribeAsync("news");

        Assert.That(stage.Channels.All.Select(channel => channel.Name), Is.EquivalentTo(["fresh", "news"]));
    }

    [TestCase("a b", "e", "1")]
    [TestCase("", "e", "1")]
    [TestCase("a", "", "1")]
    [TestCase("a", "e", "")]
    [TestCase("a", "e", "{")]
    [TestCase("a", "e", "\"\\ud800\"")]
    public void Publishes_no_nonsense(string channel, string name, string data) =>
        Assert.That(() => new Stage().Channels.PublishAsync(channel, name, data), Throws.InstanceOf<ArgumentException>());

    [Test]
    public async Task Tells_an_error_without_an_end()
    {
        var stage = new Stage();
        using Client client = await stage.EnterAsync(isV2: true);

        client.Session.Tell(new(4303, "Not delivered."));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.Last, Is.EqualTo("""{"event":"sockudo:error","data":{"code":4303,"message":"Not delivered."}}"""));
            Assert.That(client.Closed, Is.Null);
        }
    }

    [Test]
    public async Task Tells_the_others_before_a_member_that_fails_is_closed()
    {
        var stage = new Stage();
        using Client ann = await stage.EnterAsync();
        using Client bob = await stage.EnterAsync();
        await ann.SubscribeAsync("presence-a", """{"user_id":"ann"}""");
        await bob.SubscribeAsync("presence-a", """{"user_id":"bob"}""");
        ann.Peer.Clear();

        bob.Session.Fail(new(4100, "Full."));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ann.Last, Does.Contain("member_removed"));
            Assert.That(bob.Frames, Is.EqualTo(["""{"event":"pusher:error","data":{"code":4100,"message":"Full."}}"""]));
            Assert.That(bob.Closed, Is.EqualTo((4100, "")));
        }
    }
}
