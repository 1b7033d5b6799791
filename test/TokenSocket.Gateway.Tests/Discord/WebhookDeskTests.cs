using TokenSocket.Gateway.Discord;

namespace TokenSocket.Gateway.Tests.Discord;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class WebhookDeskTests
{
    private const string Hello = """{"content":"hello"}""";

    private readonly Desk _desk = new();

    private ChannelMessage Last => _desk.Channel.Messages[^1];

    [TestCase("true", 200)]
    [TestCase("false", 204)]
    [TestCase(null, 204)]
    [TestCase("maybe", 400)]
    public void Answer_depends_on_wait(string? wait, int status) =>
        Assert.That(_desk.Post(Hello, wait: wait).Status, Is.EqualTo(status));

    [TestCase("/api", "/api/v10", 200)]
    [TestCase("/api", "/api/v11", 400)]
    [TestCase("/api", "/v10", 404)]
    [TestCase("/webhooks/", "/webhook/", 404)]
    public void Address_is_checked(string part, string instead, int status)
    {
        var call = new WebhookCall(HttpMethod.Post, _desk.Path.Replace(part, instead, StringComparison.Ordinal), "1", null, "application/json", "{\"content\":\"x\"}"u8.ToArray());

        Assert.That(_desk.Send(call).Status, Is.EqualTo(status));
    }

    [Test]
    public void Wrong_token_and_unknown_id_have_their_codes()
    {
        Assert.That(_desk.Send(new WebhookCall(HttpMethod.Post, _desk.Path + "x")).Code, Is.EqualTo(50027));
        Assert.That(_desk.Send(new WebhookCall(HttpMethod.Post, "/api/webhooks/1/x")).Code, Is.EqualTo(10015));
    }

    [Test]
    public void Edit_replaces_what_it_names_and_keeps_the_rest()
    {
        _desk.Post("""{"content":"a","embeds":[{"title":"b"}],"username":"Bot"}""");

        _desk.Time.Now += TimeSpan.FromSeconds(5);
        Reply reply = _desk.Edit(Last.Id, """{"content":"c","username":"Other"}""");

        Assert.That((reply.Status, Last.Content, Last.Embeds[0].Title, Last.Username), Is.EqualTo((200, "c", "b", "Bot")));
        Assert.That((Last.Edits, Last.EditedAt - Last.CreatedAt), Is.EqualTo((1, TimeSpan.FromSeconds(5))));
        Assert.That(Last.Revisions.Select(revision => revision.Content), Is.EqualTo(["a", "c"]));
    }

    [Test]
    public void Edit_that_leaves_nothing_is_refused()
    {
        _desk.Post(Hello);

        Assert.That(_desk.Edit(Last.Id, """{"content":null}""").Code, Is.EqualTo(50006));
        Assert.That((Last.Content, Last.Edits), Is.EqualTo(("hello", 0)));
    }

    [Test]
    public void Deleted_message_is_unknown_and_out_of_sight([Values] bool byHand)
    {
        _desk.Post(Hello);
        ulong id = Last.Id;

        if (byHand)
            Assert.That(_desk.Channel.Delete(id), Is.True);
        else
            Assert.That(_desk.About(HttpMethod.Delete, id).Status, Is.EqualTo(204));

        Assert.That(_desk.Edit(id, Hello).Code, Is.EqualTo(10008));
        Assert.That(_desk.About(HttpMethod.Get, id).Code, Is.EqualTo(10008));
        Assert.That(_desk.About(HttpMethod.Delete, id).Code, Is.EqualTo(10008));
        Assert.That(_desk.Channel.Delete(id), Is.False);
        Assert.That((Last.IsDeleted, _desk.Channel.Dump()), Is.EqualTo((true, "")));
    }

    [Test]
    public void Message_in_a_thread_is_found_with_its_thread_only()
    {
        ulong thread = _desk.Channel.AddThread();
        ulong other = _desk.Channel.AddThread();
        _desk.Post(Hello, thread);

        Assert.That(_desk.Edit(Last.Id, Hello).Code, Is.EqualTo(10008));
        Assert.That(_desk.Edit(Last.Id, Hello, other).Code, Is.EqualTo(10008));
        Assert.That(_desk.Edit(Last.Id, Hello, thread).Status, Is.EqualTo(200));
        Assert.That(Last.ThreadId, Is.EqualTo(thread));
    }

    [Test]
    public void Unknown_thread_is_an_unknown_channel()
    {
        ulong thread = _desk.Channel.AddThread();
        _desk.Post(Hello, thread);
        _desk.Channel.DeleteThread(thread);

        Assert.That(_desk.Post(Hello, thread).Code, Is.EqualTo(10003));
        Assert.That(_desk.Edit(Last.Id, Hello, thread).Code, Is.EqualTo(10003));
    }

    [Test]
    public void Forum_wants_a_thread_or_the_name_of_a_new_one()
    {
        _desk.Channel.IsForum = true;
        ulong thread = _desk.Channel.AddThread();

        Assert.That(_desk.Post(Hello).Code, Is.EqualTo(220001));
        Assert.That(_desk.Post("""{"content":"x","thread_name":"y"}""", thread).Code, Is.EqualTo(220002));
        Assert.That(_desk.Post(Hello, thread).Status, Is.EqualTo(200));
        Assert.That(_desk.Post("""{"content":"x","thread_name":"y"}""").Status, Is.EqualTo(200));
        Assert.That(_desk.Edit(Last.Id, Hello, Last.Id).Status, Is.EqualTo(200));
    }

    [Test]
    public void Thread_cannot_be_begun_outside_of_a_forum() =>
        Assert.That(_desk.Post("""{"content":"x","thread_name":"y"}""").Code, Is.EqualTo(220003));

    [TestCase("""{"content":"@everyone @here <@1> <@!2> <@&3>"}""", "@everyone @here <@1> <@!2> <@&3>")]
    [TestCase("""{"content":"@everyone","allowed_mentions":{}}""", "@everyone")]
    [TestCase("""{"content":"@everyone <@1>","allowed_mentions":{"parse":[]}}""", "")]
    [TestCase("""{"content":"@everyone <@1> <@&3>","allowed_mentions":{"parse":["users"]}}""", "<@1>")]
    [TestCase("""{"content":"@here <@1> <@&3>","allowed_mentions":{"parse":["everyone","roles"]}}""", "@here <@&3>")]
    [TestCase("""{"content":"<@1> <@2>","allowed_mentions":{"users":["2"]}}""", "<@2>")]
    [TestCase("""{"embeds":[{"title":"@everyone <@1>"}]}""", "")]
    public void Pings_are_what_the_payload_allows(string body, string pings)
    {
        _desk.Post(body);

        Assert.That(string.Join(' ', Last.Pings), Is.EqualTo(pings));
    }

    [Test]
    public void Ping_of_an_edit_counts()
    {
        _desk.Post(Hello);
        _desk.Edit(Last.Id, """{"content":"<@1>"}""");
        _desk.Edit(Last.Id, Hello);

        Assert.That(Last.Pings, Is.EqualTo(["<@1>"]));
    }

    [Test]
    public void Snapshot_does_not_change()
    {
        _desk.Post(Hello);
        IReadOnlyList<ChannelMessage> before = _desk.Channel.Messages;

        _desk.Edit(Last.Id, """{"content":"other"}""");

        Assert.That(before[0].Content, Is.EqualTo("hello"));
    }
}
