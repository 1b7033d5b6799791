namespace TokenSocket.Gateway.Tests.Sessions.Pusher;

internal sealed class CapabilityTokenTests
{
    private const string Expired = """{"event":"sockudo:token_expired","data":{"code":40142,"reason":"expired"}}""";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Test]
    public async Task Lets_everybody_in_who_brings_no_token()
    {
        var stage = new Stage();

        using Client client = await stage.EnterAsync(isV2: true);

        Assert.That(client.Closed, Is.Null);
    }

    [Test]
    public async Task Turns_an_unknown_token_away_before_the_greeting()
    {
        var stage = new Stage();

        using Client client = await stage.DialAsync($"/app/{Stage.Key}", "2", "unknown");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.Frames, Is.EqualTo(["""{"event":"sockudo:error","data":{"code":4009,"message":"The capability token is not accepted."}}"""]));
            Assert.That(client.Closed, Is.EqualTo((4009, "")));
        }
    }

    [Test]
    public async Task Takes_no_token_in_protocol_7()
    {
        var stage = new Stage();
        stage.Registry.Issue("one");

        using Client client = await stage.DialAsync($"/app/{Stage.Key}", "7", "one");

        Assert.That(client.Closed, Is.EqualTo((4009, "")));
    }

    [Test]
    public async Task Tells_of_the_end_and_closes_30_seconds_later()
    {
        var stage = new Stage();
        stage.Registry.Issue("one", lifetime: Minute);
        using Client client = await stage.EnterAsync(isV2: true, "one");

        stage.Time.Advance(Minute - Tick);
        int early = client.Frames.Count;
        stage.Time.Advance(Grace);
        var open = client.Closed;
        stage.Time.Advance(Tick);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(early, Is.Zero);
            Assert.That(open, Is.Null);
            Assert.That(client.Frames, Is.EqualTo([Expired]));
            Assert.That(client.Closed, Is.EqualTo((4009, "capability token expired")));
        }
    }

    [Test]
    public async Task Goes_on_with_another_token()
    {
        var stage = new Stage();
        stage.Registry.Issue("one", "ann", Minute);
        stage.Registry.Issue("two", "ann", TimeSpan.FromHours(1));
        using Client client = await stage.EnterAsync(isV2: true, "one");
        stage.Time.Advance(Minute);

        await client.SendAsync("""{"event":"sockudo:auth","data":{"token":"two"}}""");
        stage.Time.Advance(Grace + Grace);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.Frames, Is.EqualTo([Expired, """{"event":"sockudo:auth_success","data":{"client_id":"ann","exp":1767229200}}"""]));
            Assert.That(client.Closed, Is.Null);
        }
    }

    [Test]
    public async Task Ends_with_the_new_token_too()
    {
        var stage = new Stage();
        stage.Registry.Issue("one");
        stage.Registry.Issue("two");
        using Client client = await stage.EnterAsync(isV2: true, "one");
        await client.SendAsync("""{"event":"sockudo:auth","data":"{\"token\":\"two\"}"}""");

        stage.Registry.Delete("one");
        var open = client.Closed;
        stage.Registry.Delete("two");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(open, Is.Null);
            Assert.That(client.Closed, Is.EqualTo((4009, "capability token revoked")));
        }
    }

    [Test]
    public async Task Goes_on_to_the_end_of_the_grace_after_a_bad_token()
    {
        var stage = new Stage();
        stage.Registry.Issue("one", lifetime: Minute);
        using Client client = await stage.EnterAsync(isV2: true, "one");
        stage.Time.Advance(Minute);

        await client.SendAsync("""{"event":"sockudo:auth","data":{"token":"bad"}}""");
        var open = client.Closed;
        stage.Time.Advance(Grace);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.Last, Is.EqualTo("""{"event":"sockudo:error","data":{"code":4009,"message":"The capability token is not accepted."}}"""));
            Assert.That(open, Is.Null);
            Assert.That(client.Closed, Is.EqualTo((4009, "capability token expired")));
        }
    }

    [Test]
    public async Task Takes_no_token_of_another_client()
    {
        var stage = new Stage();
        stage.Registry.Issue("one", "ann");
        stage.Registry.Issue("two", "eve");
        using Client client = await stage.EnterAsync(isV2: true, "one");

        await client.SendAsync("""{"event":"sockudo:auth","data":{"token":"two"}}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.Last, Does.Contain("\"code\":4009,"));
            Assert.That(await stage.Registry.ClaimAsync("two", "elsewhere", default), Is.InstanceOf<TokenClaim.Granted>());
        }
    }

    [Test]
    public async Task Says_that_a_deleted_token_was_revoked()
    {
        var stage = new Stage();
        stage.Registry.Issue("one");
        using Client client = await stage.EnterAsync(isV2: true, "one");

        stage.Registry.Delete("one");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.Frames, Is.EqualTo(["""{"event":"sockudo:token_expired","data":{"code":40160,"reason":"revoked"}}"""]));
            Assert.That(client.Closed, Is.EqualTo((4009, "capability token revoked")));
        }
    }

    [Test]
    public async Task Does_not_end_by_a_token_that_was_replaced_while_its_deletion_was_under_way()
    {
        var stage = new Stage();
        stage.Registry.Issue("one");
        stage.Registry.Issue("two");
        using Client client = await stage.EnterAsync(isV2: true, "one");
        var deletion = new Thread(() => stage.Registry.Delete("one"));

        lock (stage.Channels.Gate)
        {
            deletion.Start();
            SpinWait.SpinUntil(() => deletion.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
            client.SendAsync("""{"event":"sockudo:auth","data":{"token":"two"}}""").Done();
        }

        deletion.Join();

        Assert.That(client.Closed, Is.Null);
    }

    [Test]
    public async Task Gives_the_token_back_and_leaves_no_timer()
    {
        var stage = new Stage();
        stage.Registry.Issue("one", lifetime: Minute);
        Client client = await stage.EnterAsync(isV2: true, "one");

        client.Dispose();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(stage.Time.Timers, Is.Zero);
            Assert.That(await stage.Registry.ClaimAsync("one", "elsewhere", default), Is.InstanceOf<TokenClaim.Granted>());
        }
    }
}
