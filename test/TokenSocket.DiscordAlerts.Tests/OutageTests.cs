using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.DiscordAlerts.Tests;

public sealed class OutageTests
{
    [Test]
    public void Has_one_message_that_is_edited_in_place()
    {
        var bench = AlertBench.Stable();
        bench.Gateway.BeUnreachable();
        bench.Gateway.Drop();
        bench.Advance(31);
        bench.Gateway.AcceptAll();

        bench.Advance(63);

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ⏳ Reconnecting", "edit 2: ⏳ Reconnecting", "edit 2: ✅ Connected"]));
    }

    [Test]
    public void Is_told_with_cause_code_name_message_attempt_and_next_try()
    {
        var bench = AlertBench.Stable();

        bench.Gateway.Drop();

        Assert.That(
            bench.Sender.Last.Embed.Description.Split('\n'),
            Is.EqualTo(
            [
                "The connection broke without a close frame.",
                "Cause: dropped, code 1006 Dropped",
                "Attempt 2, next try: <t:1767225641:R>",
            ]));
    }

    [Test]
    public void Is_told_in_the_colour_of_none() =>
        Assert.That(Dropped().Sender.Last.Embed.Color, Is.EqualTo(0x777f8d));

    [Test]
    public void Counts_down_to_the_second_after_the_next_try_and_never_to_the_one_before()
    {
        var bench = AlertBench.Started();
        bench.Advance(10.25);

        bench.Gateway.Drop();

        Assert.That(bench.Sender.Last.Embed.Description, Does.EndWith("<t:1767225642:R>"));
    }

    [Test]
    public void Counts_down_to_a_whole_second_as_it_is()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1_767_225_641);

        Assert.That(AlertWords.Relative(at), Is.EqualTo("<t:1767225641:R>"));
    }

    [Test]
    public void Shows_the_reason_that_the_server_gave()
    {
        var bench = AlertBench.Stable();

        bench.Gateway.Close(1011, "database gone");

        Assert.That(bench.Sender.Last.Embed.Fields, Is.EqualTo([new WebhookField("Reason", "“database gone”")]));
    }

    [Test]
    public void Shows_status_phrase_retry_after_and_body_of_a_refused_handshake()
    {
        var bench = new AlertBench();
        bench.Gateway.AnswerWith(_ => new(DisconnectCause.Refused, null, null, 503, "Service Unavailable", TimeSpan.FromSeconds(90), "down"));

        bench.Start();

        Assert.That(
            bench.Sender.Last.Embed.Fields,
            Is.EqualTo([new WebhookField("Handshake", "HTTP 503 Service Unavailable, Retry-After 1 min 30 s"), new WebhookField("Body", "“down”")]));
    }

    [Test]
    public void Says_at_once_where_there_is_no_wait()
    {
        var bench = AlertBench.Stable();

        bench.Alerts.OnNext(AlertBench.Failure(new(DisconnectCause.Closed, 4200), ReconnectVerdict.Immediately));

        Assert.That(bench.Sender.Last.Embed.Description, Does.EndWith("\nAttempt 2, next try: at once"));
    }

    [Test]
    public void Numbers_its_attempts_as_the_client_does()
    {
        var bench = Dropped();
        bench.Gateway.BeUnreachable();

        bench.Advance(31 + 62);

        Assert.That(bench.Sender.Last.Embed.Description, Does.Contain("\nAttempt 4, next try: <t:"));
    }

    [Test]
    public void Turns_into_connected_a_second_after_the_connection_opened()
    {
        var bench = Dropped();

        bench.Advance(31.999);
        var before = bench.Sender.Calls.Count;
        bench.Advance(0.001);

        Assert.That((before, bench.Sender.Last.ToString()), Is.EqualTo((1, "edit 2: ✅ Connected")));
    }

    [Test]
    public void Ends_with_its_length_and_the_number_of_attempts()
    {
        var bench = Dropped();
        bench.Gateway.BeUnreachable();
        bench.Advance(31);
        bench.Gateway.AcceptAll();

        bench.Advance(63);

        Assert.That(bench.Sender.Last.Embed.Description, Does.EndWith("\nThe outage lasted 1 min 33 s; it took 2 attempts."));
    }

    [Test]
    public void Counts_a_first_attempt_that_failed()
    {
        var bench = new AlertBench();
        bench.Gateway.BeUnreachable();
        bench.Start();
        bench.Gateway.AcceptAll();

        bench.Advance(32);

        Assert.That(bench.Sender.Last.Embed.Description, Does.EndWith("it took 2 attempts."));
    }

    [Test]
    public void Says_one_attempt_where_it_was_one()
    {
        var bench = Dropped();

        bench.Advance(32);

        Assert.That(bench.Sender.Last.Embed.Description, Does.EndWith("it took 1 attempt."));
    }

    [Test]
    public void Takes_the_clients_own_count_when_it_is_over()
    {
        var bench = Dropped();
        bench.Advance(32);

        bench.Alerts.OnNext(new OutageEnded(TimeSpan.FromSeconds(41), 7));
        bench.Advance(5);

        Assert.That((bench.Sender.Last.Edited, bench.Sender.Last.Embed.Description.Split("; ")[1]), Is.EqualTo((2, "it took 7 attempts.")));
    }

    [Test]
    public void Is_not_edited_once_more_when_the_count_was_right()
    {
        var bench = Dropped();
        bench.Advance(32);

        bench.Advance(60);

        Assert.That(bench.Sender.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public void Turns_the_same_message_back_when_the_connection_drops_before_it_is_stable()
    {
        var bench = Dropped();
        bench.Advance(31 + 9.9);

        bench.Gateway.Drop();
        bench.Advance(5);

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ⏳ Reconnecting", "edit 2: ✅ Connected", "edit 2: ⏳ Reconnecting"]));
    }

    [Test]
    public void Has_another_message_when_the_connection_was_stable_before()
    {
        var bench = Dropped();
        bench.Advance(31 + 10);

        bench.Gateway.Drop();

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ⏳ Reconnecting", "edit 2: ✅ Connected", "post: ⏳ Reconnecting"]));
    }

    [Test]
    public void Ends_at_once_where_a_connection_is_stable_sooner_than_a_second()
    {
        var bench = AlertBench.Stable(o => o with { StableAfter = TimeSpan.FromSeconds(0.5) });
        bench.Gateway.Drop();
        bench.Advance(31.5);

        bench.Gateway.Drop();

        Assert.That(bench.Sender.Story, Is.EqualTo(["post: ⏳ Reconnecting", "edit 2: ✅ Connected", "post: ⏳ Reconnecting"]));
    }

    [Test]
    public void Tells_the_next_try_anew_when_changed_options_cut_the_wait()
    {
        var bench = Dropped();

        bench.Client.UpdateOptions(bench.Client.Options with { MaxReconnectInterval = TimeSpan.FromSeconds(20) });

        Assert.That(bench.Sender.Last.Embed.Description, Does.EndWith("<t:1767225630:R>"));
    }

    [Test]
    public void Names_the_gateway_without_its_query()
    {
        var bench = AlertBench.Stable();
        bench.Update(gateway: "wss://me:pw@gateway.example/v2?token=abc#x");

        bench.Gateway.Drop();

        Assert.That(bench.Sender.Last.Embed.Footer, Is.EqualTo("wss://gateway.example/v2"));
    }

    [Test]
    public async Task Is_none_where_the_program_asked_for_the_end()
    {
        var bench = AlertBench.Stable();

        await bench.Client.StopAsync();
        bench.Advance(60);

        Assert.That(bench.Sender.Calls, Is.Empty);
    }

    private static AlertBench Dropped()
    {
        var bench = AlertBench.Stable();
        bench.Gateway.Drop();
        return bench;
    }
}
