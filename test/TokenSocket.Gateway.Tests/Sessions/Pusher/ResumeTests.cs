namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

internal sealed class ResumeTests
{
    [Test]
    public async Task Sends_what_was_missed_and_then_says_so()
    {
        var stage = new Stage();
        await PublishAsync(stage, 3);
        using Client client = await stage.EnterAsync(isV2: true);
        await client.SubscribeAsync("news");

        await client.SendAsync(Resume("""{"news":{"stream_id":"id-1","serial":1,"last_message_id":"id-2"}}"""));

        Assert.That(client.Frames, Is.EqualTo([
            """{"event":"headline","channel":"news","data":{"n":2},"message_id":"id-3","stream_id":"id-1","serial":2}""",
            """{"event":"headline","channel":"news","data":{"n":3},"message_id":"id-4","stream_id":"id-1","serial":3}""",
            """{"event":"sockudo:resume_success","data":"{\"recovered\":[{\"channel\":\"news\",\"source\":\"hot\",\"replayed\":2,\"position\":{\"stream_id\":\"id-1\",\"serial\":3,\"last_message_id\":\"id-4\"}}],\"failed\":[]}"}""",
        ]));
    }

    [Test]
    public async Task Has_no_position_to_tell_where_nothing_was_missed()
    {
        var stage = new Stage();
        await PublishAsync(stage, 1);
        using Client client = await stage.EnterAsync(isV2: true);

        await client.SendAsync("""{"event":"sockudo:resume","data":"{\"channel_positions\":{\"news\":{\"stream_id\":\"id-1\",\"serial\":1}}}"}""");

        Assert.That(client.Frames, Is.EqualTo(["""{"event":"sockudo:resume_success","data":"{\"recovered\":[{\"channel\":\"news\",\"source\":\"hot\",\"replayed\":0,\"position\":null}],\"failed\":[]}"}"""]));
    }

    [Test]
    public async Task Recovers_after_the_messages_have_aged_where_none_was_missed()
    {
        var stage = new Stage();
        await PublishAsync(stage, 1);
        using Client client = await stage.EnterAsync(isV2: true);
        stage.Time.Advance(TimeSpan.FromSeconds(119));
        await client.SendAsync("""{"event":"sockudo:ping"}""");
        stage.Time.Advance(TimeSpan.FromSeconds(1));

        await client.SendAsync(Resume("""{"news":{"stream_id":"id-1","serial":1}}"""));

        Assert.That(client.Last, Does.Contain("""\"replayed\":0"""));
    }

    [Test]
    public async Task Tells_of_a_new_stream_twice_and_the_failure_first()
    {
        var stage = new Stage();
        await PublishAsync(stage, 1);
        stage.Channels.ResetStream("news");

        using Client client = await ResumingAsync(stage, """{"news":{"stream_id":"id-1","serial":1}}""");

        Assert.That(client.Frames, Is.EqualTo([
            """{"event":"sockudo:resume_failed","channel":"news","data":"{\"code\":\"stream_reset\",\"reason\":\"stream_id_mismatch\",\"expected_stream_id\":\"id-1\",\"current_stream_id\":\"id-3\",\"oldest_available_serial\":null,\"newest_available_serial\":null}"}""",
            """{"event":"sockudo:resume_success","data":"{\"recovered\":[],\"failed\":[{\"channel\":\"news\",\"code\":\"stream_reset\",\"reason\":\"stream_id_mismatch\",\"expected_stream_id\":\"id-1\",\"current_stream_id\":\"id-3\",\"oldest_available_serial\":null,\"newest_available_serial\":null}]}"}""",
        ]));
    }

    [Test]
    public async Task Fails_where_the_buffer_was_too_small()
    {
        var stage = new Stage();
        stage.Options.ReplayCapacity = 2;
        await PublishAsync(stage, 4);

        using Client client = await ResumingAsync(stage, """{"news":{"stream_id":"id-1","serial":1}}""");

        Assert.That(client.Frames[0], Does.Contain("""\"code\":\"position_expired\",\"reason\":\"replay_window_exceeded\",\"expected_stream_id\":\"id-1\",\"current_stream_id\":\"id-1\",\"oldest_available_serial\":3,\"newest_available_serial\":4"""));
    }

    [Test]
    public async Task Recovers_where_the_buffer_just_reaches_back()
    {
        var stage = new Stage();
        stage.Options.ReplayCapacity = 2;
        await PublishAsync(stage, 4);

        using Client client = await ResumingAsync(stage, """{"news":{"stream_id":"id-1","serial":2}}""");

        Assert.That(client.Last, Does.Contain("""\"replayed\":2"""));
    }

    [Test]
    public async Task Fails_where_the_messages_have_aged()
    {
        var stage = new Stage();
        await PublishAsync(stage, 2);
        stage.Time.Advance(TimeSpan.FromSeconds(120));

        using Client client = await ResumingAsync(stage, """{"news":{"stream_id":"id-1","serial":1}}""");

        Assert.That(client.Frames[0], Does.Contain("""\"code\":\"position_expired\",\"reason\":\"replay_window_exceeded\",\"expected_stream_id\":\"id-1\",\"current_stream_id\":\"id-1\",\"oldest_available_serial\":null,\"newest_available_serial\":null"""));
    }

    [Test]
    public async Task Fails_where_the_channel_is_known_no_longer()
    {
        var stage = new Stage();

        using Client client = await ResumingAsync(stage, """{"gone":{"stream_id":"s","serial":1}}""");

        Assert.That(client.Frames[0], Does.Contain("""\"code\":\"position_expired\",\"reason\":\"hot_replay_expired_and_durable_history_disabled\",\"expected_stream_id\":\"s\",\"current_stream_id\":null"""));
    }

    [Test]
    public async Task Cannot_verify_a_position_from_the_future()
    {
        var stage = new Stage();
        await PublishAsync(stage, 1);

        using Client client = await ResumingAsync(stage, """{"news":{"serial":2}}""");

        Assert.That(client.Frames[0], Does.Contain("""\"code\":\"continuity_unverifiable\",\"reason\":\"position_ahead_of_stream\",\"expected_stream_id\":null"""));
    }

    [Test]
    public async Task Replays_nothing_of_a_private_channel_to_whom_it_is_closed()
    {
        var stage = new Stage();
        await stage.Channels.PublishAsync("private-a", "secret", "1");

        using Client client = await ResumingAsync(stage, """{"private-a":{"stream_id":"id-1","serial":0}}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.Frames, Has.Count.EqualTo(2));
            Assert.That(client.Frames[0], Does.Contain("""\"code\":\"continuity_unverifiable\",\"reason\":\"channel_not_subscribed"""));
        }
    }

    [Test]
    public async Task Fails_every_channel_while_the_store_is_down()
    {
        var stage = new Stage();
        await PublishAsync(stage, 1);
        stage.Channels.Recovery = PusherRecoveryMode.Unavailable;

        using Client client = await ResumingAsync(stage, """{"news":{"stream_id":"id-1","serial":1},"a":{"serial":0}}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.Frames, Has.Count.EqualTo(3));
            Assert.That(client.Frames[1], Does.Contain("""\"code\":\"persistence_unavailable"""));
        }
    }

    [Test]
    public async Task Says_that_recovery_is_off()
    {
        var stage = new Stage();
        stage.Channels.Recovery = PusherRecoveryMode.Off;

        using Client client = await ResumingAsync(stage, """{"news":{"serial":1}}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.Frames, Is.EqualTo(["""{"event":"sockudo:error","data":{"code":4301,"message":"Connection recovery is not enabled"}}"""]));
            Assert.That(client.Closed, Is.Null);
        }
    }

    [TestCase("{}", 4302)]
    [TestCase("""{"news":7}""", 4000)]
    [TestCase("""{"news":{}}""", 4000)]
    [TestCase("""{"news":{"serial":-1}}""", 4000)]
    [TestCase("""{"news":{"serial":1.5}}""", 4000)]
    [TestCase("""{"news":{"serial":"1"}}""", 4000)]
    [TestCase("""{"news":{"serial":99999999999999999999}}""", 4000)]
    [TestCase("""{"news":{"serial":1,"stream_id":7}}""", 4000)]
    [TestCase("""{"news":{"serial":1,"last_message_id":7}}""", 4000)]
    [TestCase("[]", 4000)]
    [TestCase("null", 4000)]
    public async Task Refuses_positions_that_are_none(string positions, int code)
    {
        var stage = new Stage();
        await PublishAsync(stage, 1);
        using Client client = await stage.EnterAsync(isV2: true);

        await client.SendAsync(Resume(positions));

        Assert.That(client.Frames, Is.EqualTo([client.Last]).And.All.StartsWith($$$"""{"event":"sockudo:error","data":{"code":{{{code}}},"""));
    }

    [Test]
    public async Task Sends_what_is_published_meanwhile_after_the_success()
    {
        var stage = new Stage();
        await PublishAsync(stage, 2);
        using Client client = await stage.EnterAsync(isV2: true);
        await client.SubscribeAsync("news");
        Task<int>? live = null;
        client.Peer.OnFirst = () => live = Task.Factory.StartNew(
            () => stage.Channels.PublishAsync("news", "live", "1"), default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

        await client.SendAsync(Resume("""{"news":{"stream_id":"id-1","serial":0}}"""));
        await live!;

        Assert.That(client.Frames.Select(frame => frame[..20]), Is.EqualTo([
            """{"event":"headline",""", """{"event":"headline",""", """{"event":"sockudo:re""", """{"event":"live","cha""",
        ]));
    }

    /// <summary>A client that has come back and asked for what it missed.</summary>
    private static async Task<Client> ResumingAsync(Stage stage, string positions)
    {
        Client client = await stage.EnterAsync(isV2: true);
        await client.SendAsync(Resume(positions));
        return client;
    }

    private static string Resume(string positions) => $$$"""{"event":"sockudo:resume","data":{"channel_positions":{{{positions}}}}}""";

    private static async Task PublishAsync(Stage stage, int count)
    {
        for (int n = 1; n <= count; n++)
            await stage.Channels.PublishAsync("news", "headline", $$"""{"n":{{n}}}""");
    }
}
