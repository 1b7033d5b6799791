namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

internal sealed class SubscriptionTests
{
    private const string Ann = """{"user_id":"ann","user_info":{"name":"Ann"}}""";
    private const string Bob = """{"user_id":7}""";

    private readonly Stage _stage = new();
    private readonly List<Client> _clients = [];

    [TearDown]
    public void Leave()
    {
        foreach (Client client in _clients)
            client.Dispose();
        _clients.Clear();
    }

    [Test]
    public async Task Lets_everybody_hear_a_public_channel()
    {
        Client client = await EnterAsync();

        await client.SendAsync("""{"event":"pusher:subscribe","data":{"channel":"news"}}""");

        Assert.That(client.Frames, Is.EqualTo(["""{"event":"pusher_internal:subscription_succeeded","channel":"news","data":"{}"}"""]));
    }

    [Test]
    public async Task Tells_V2_where_the_channel_stands()
    {
        var stage = new Stage();
        using Client client = await stage.EnterAsync(isV2: true);
        await stage.Channels.PublishAsync("news", "headline", "1");

        await client.SendAsync("""{"event":"sockudo:subscribe","data":"{\"channel\":\"news\"}"}""");

        Assert.That(client.Frames, Is.EqualTo(["""{"event":"sockudo_internal:subscription_succeeded","channel":"news","data":"{}","stream_id":"id-1","serial":1}"""]));
    }

    [Test]
    public async Task Subscribes_once_more_without_harm()
    {
        Client client = await EnterAsync();
        await client.SubscribeAsync("twice");
        await client.SubscribeAsync("twice");

        int told = await _stage.Channels.PublishAsync("twice", "e", "1");

        Assert.That(told, Is.EqualTo(1));
    }

    [Test]
    public async Task Opens_a_private_channel_to_a_signature()
    {
        Client client = await EnterAsync();

        await client.SendAsync(Subscription.To("private-a", client.Session));

        Assert.That(client.Last, Is.EqualTo("""{"event":"pusher_internal:subscription_succeeded","channel":"private-a","data":"{}"}"""));
    }

    [Test]
    public async Task Refuses_a_private_channel_without_a_signature_with_401()
    {
        Client client = await EnterAsync();

        await client.SendAsync("""{"event":"pusher:subscribe","data":{"channel":"private-a"}}""");

        Assert.That(client.Frames, Is.EqualTo(["""{"event":"pusher:subscription_error","channel":"private-a","data":{"type":"AuthError","error":"The channel needs a signature.","status":401}}"""]));
    }

    [Test]
    public async Task Refuses_another_sockets_signature_with_403_and_goes_on()
    {
        Client client = await EnterAsync(isV2: true);
        Client other = await EnterAsync(isV2: true);

        await client.SendAsync(Subscription.To("private-a", other.Session));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.Last, Is.EqualTo("""{"event":"sockudo:subscription_error","channel":"private-a","data":{"type":"AuthError","error":"The signature does not fit the socket, the channel and its data.","status":403}}"""));
            Assert.That(client.Closed, Is.Null);
            Assert.That(await _stage.Channels.PublishAsync("private-a", "e", "1"), Is.Zero);
        }
    }

    [Test]
    public async Task Refuses_channel_data_that_was_changed_after_signing()
    {
        Client client = await EnterAsync();
        string signed = Subscription.To("presence-a", client.Session, """{"user_id":"zoe"}""");

        await client.SendAsync(signed.Replace("zoe", "eve", StringComparison.Ordinal));

        Assert.That(client.Last, Does.Contain("\"status\":403"));
    }

    [Test]
    public async Task Refuses_guarded_channels_without_a_secret_to_check_with()
    {
        var stage = new Stage();
        stage.Options.AppSecret = null;
        using Client client = await stage.EnterAsync();

        await client.SendAsync(Subscription.To("private-a", client.Session));

        Assert.That(client.Last, Does.Contain("The gateway has no secret to check signatures with."));
    }

    [Test]
    public async Task Tells_who_is_there_and_who_comes()
    {
        Client ann = await EnterAsync();
        await ann.SubscribeAsync("presence-a", Ann);
        Client bob = await EnterAsync(isV2: true);

        await bob.SendAsync(Subscription.To("presence-a", bob.Session, Bob));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(bob.Frames, Has.Count.EqualTo(1));
            Assert.That(bob.Last, Does.StartWith("""{"event":"sockudo_internal:subscription_succeeded","channel":"presence-a","data":"{\"presence\":{\"count\":2,\"ids\":[\"ann\",\"7\"],\"hash\":{\"ann\":{\"name\":\"Ann\"},\"7\":{}}}}","stream_id":"""));
            Assert.That(ann.Frames, Is.EqualTo(["""{"event":"pusher_internal:member_added","channel":"presence-a","data":"{\"user_id\":\"7\",\"user_info\":{}}"}"""]));
        }
    }

    [Test]
    public async Task Tells_of_a_user_once_whatever_their_connections()
    {
        Client ann = await EnterAsync();
        await ann.SubscribeAsync("presence-a", Ann);
        Client first = await EnterAsync();
        await first.SubscribeAsync("presence-a", Bob);
        Client second = await EnterAsync();
        await second.SubscribeAsync("presence-a", Bob);
        ann.Peer.Clear();

        first.Dispose();
        int afterFirst = ann.Frames.Count;
        await second.SendAsync("""{"event":"pusher:unsubscribe","data":{"channel":"presence-a"}}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(afterFirst, Is.Zero);
            Assert.That(ann.Frames, Is.EqualTo(["""{"event":"pusher_internal:member_removed","channel":"presence-a","data":"{\"user_id\":\"7\"}"}"""]));
        }
    }

    [Test]
    public async Task Sends_nothing_after_the_end_of_a_subscription()
    {
        Client client = await EnterAsync();
        await client.SubscribeAsync("news");

        await client.SendAsync("""{"event":"pusher:unsubscribe","data":{"channel":"news"}}""");
        await _stage.Channels.PublishAsync("news", "headline", "1");

        Assert.That(client.Frames, Is.Empty);
    }

    private async Task<Client> EnterAsync(bool isV2 = false)
    {
        Client client = await _stage.EnterAsync(isV2);
        _clients.Add(client);
        return client;
    }
}
