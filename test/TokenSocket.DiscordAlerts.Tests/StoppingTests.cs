using TokenSocket.CloseCodes;

namespace TokenSocket.DiscordAlerts.Tests;

public sealed class StoppingTests
{
    [TestCase(4001, "❌ Missing Token", "The API token is missing.", "Set the token; it goes into the `token` header.")]
    [TestCase(4002, "❌ Invalid Token", "The API token is invalid.", "Check the token, or generate a new one.")]
    [TestCase(4003, "❌ Duplicate Connection", "The API token is already in-use.", "Stop the other client, or enable ReconnectOnDuplicateConnection.")]
    [TestCase(4004, "❌ Deleted Token", "The API token has been deleted.", "Generate a new token.")]
    public void For_good_is_a_new_message_with_title_message_resolution_and_code(int code, string title, string message, string resolution)
    {
        var bench = AlertBench.Stable();

        bench.Gateway.Close(code);

        Assert.That(
            (bench.Sender.Last.ToString(), bench.Sender.Last.Embed.Description),
            Is.EqualTo(($"post: {title}", $"{message}\n**What to do:** {resolution}\nCode: {code}")));
    }

    [Test]
    public void For_good_is_told_in_the_colour_of_an_error()
    {
        var bench = AlertBench.Stable();

        bench.Gateway.Close(4001);

        Assert.That(bench.Sender.Last.Embed.Color, Is.EqualTo(0xd85a4b));
    }

    [Test]
    public void For_good_takes_its_title_from_the_dialect()
    {
        var bench = AlertBench.Stable(o => o with
        {
            Dialect = o.Dialect with { Rules = [new(4500, "Plan Ended", CloseMeaning.Forbidden, ReconnectVerdict.Never, "The plan has ended.", "Renew it."), .. o.Dialect.Rules] },
        });

        bench.Gateway.Close(4500);

        Assert.That(bench.Sender.Last.ToString(), Is.EqualTo("post: ❌ Plan Ended"));
    }

    [Test]
    public void For_good_during_an_outage_also_turns_its_message_into_stopped()
    {
        var bench = AlertBench.Stable();
        bench.Gateway.Drop();
        bench.Advance(31.5);

        bench.Gateway.Close(4004);
        bench.Advance(10);

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ⏳ Reconnecting", "edit 2: ⏳ Stopped", "post: ❌ Deleted Token"]));
    }

    [Test]
    public void For_good_turns_a_message_that_already_says_connected_into_stopped()
    {
        var bench = AlertBench.Stable();
        bench.Gateway.Drop();
        bench.Advance(31 + 8);

        bench.Gateway.Close(4004);
        bench.Advance(10);

        Assert.That(bench.Sender.Story.TakeLast(2), Is.EqualTo(["edit 2: ⏳ Stopped", "post: ❌ Deleted Token"]));
    }

    [Test]
    public void For_good_after_the_outage_leaves_its_message_alone()
    {
        var bench = AlertBench.Stable();
        bench.Gateway.Drop();
        bench.Advance(31 + 10);

        bench.Gateway.Close(4004);
        bench.Advance(10);

        Assert.That(bench.Sender.Story.Skip(1), Is.EqualTo(["edit 2: ✅ Connected", "post: ❌ Deleted Token"]));
    }

    [Test]
    public async Task By_a_refused_handshake_tells_status_phrase_and_body()
    {
        var bench = new AlertBench(o => o with { Dialect = Dialects.KnownDialects.Rfc6455 });
        bench.Gateway.AnswerWith(_ => new(DisconnectCause.Refused, HttpStatus: 403, StatusText: "Forbidden", Body: "go away"));

        await bench.Client.StartAsync();

        Assert.That(bench.Sender.Last.Embed.Fields, Is.EqualTo([new WebhookField("Handshake", "HTTP 403 Forbidden"), new WebhookField("Body", "“go away”")]));
    }

    [Test]
    public void By_giving_up_is_a_new_message_in_the_colour_of_an_error()
    {
        var bench = AlertBench.Stable(o => o with { MaxAttempts = 2 });
        bench.Gateway.BeUnreachable();
        bench.Gateway.Drop();

        bench.Advance(31 + 62 + 120);

        Assert.That(
            (bench.Sender.Last.Edited, bench.Sender.Last.Embed.Color, bench.Sender.Last.Embed.Description.Split('\n')[1]),
            Is.EqualTo(((ulong?)null, 0xd85a4b, "**What to do:** Start it again once the server can be reached, or raise MaxAttempts.")));
    }

    [Test]
    public void By_giving_up_turns_the_outages_message_into_stopped()
    {
        var bench = AlertBench.Stable(o => o with { MaxAttempts = 2 });
        bench.Gateway.BeUnreachable();
        bench.Gateway.Drop();

        bench.Advance(31 + 62 + 120);

        Assert.That(bench.Sender.Story.SkipLast(1).Last(), Is.EqualTo("edit 2: ⏳ Stopped"));
    }

    [Test]
    public void By_giving_up_at_the_first_failure_tells_no_outage()
    {
        var bench = new AlertBench(o => o with { MaxAttempts = 1 });
        bench.Gateway.BeUnreachable();

        bench.Start();
        bench.Advance(60);

        Assert.That(bench.Sender.Calls.Select(call => call.Embed.Color), Is.EqualTo([0xd85a4b]));
    }

    [Test]
    public async Task On_request_during_an_outage_turns_its_message_into_stopped()
    {
        var bench = AlertBench.Stable();
        bench.Gateway.Drop();

        await bench.Client.StopAsync();

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ⏳ Reconnecting", "edit 2: ⏳ Stopped"]));
    }

    [Test]
    public async Task On_request_says_how_long_the_outage_had_lasted()
    {
        var bench = AlertBench.Stable();
        bench.Gateway.Drop();
        bench.Advance(30);

        await bench.Client.StopAsync();

        Assert.That(bench.Sender.Last.Embed.Description, Is.EqualTo("The client was stopped during an outage.\nThe outage had lasted 30 s."));
    }

    [Test]
    public async Task By_dispose_during_an_outage_turns_its_message_into_stopped()
    {
        var bench = AlertBench.Stable();
        bench.Gateway.Drop();

        await bench.Client.DisposeAsync();

        Assert.That(bench.Sender.Last.ToString(), Is.EqualTo("edit 2: ⏳ Stopped"));
    }

    [Test]
    public async Task On_request_while_a_connection_settles_turns_the_outages_message_into_stopped()
    {
        var bench = AlertBench.Stable();
        bench.Gateway.Drop();
        bench.Advance(31.5);

        await bench.Client.StopAsync();
        bench.Advance(20);

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ⏳ Reconnecting", "edit 2: ⏳ Stopped"]));
    }

    [Test]
    public void And_starting_again_begins_a_new_story()
    {
        var bench = AlertBench.Stable();
        bench.Gateway.Close(4002);

        bench.Start();
        bench.Advance(1);

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ❌ Invalid Token", "post: ✅ Connected"]));
    }
}
