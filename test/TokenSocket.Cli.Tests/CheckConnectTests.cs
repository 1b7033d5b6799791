using TokenSocket.CloseCodes;

namespace TokenSocket.Cli.Tests;

/// <summary>The steps that a client takes; those below it are real sockets' and tested over such.</summary>
internal sealed class CheckConnectTests
{
    // Through a proxy nothing is probed, and the client here is on a fake gateway.
    private const string Settings = """
        { "TokenSocket": { "GatewayUrl": "wss://gateway.example/v2", "Token": "the-secret", "Dialect": "wiresocket", "TokenPlacement": { "In": "Header" }, "Proxy": "http://me:secret@proxy.example:8080" } }
        """;

    [Test]
    public async Task Open_connection_is_watched_for_5_s_and_left_with_1000()
    {
        using var bench = new Bench();
        Start(bench);
        bench.Advance(5);

        Assert.That(await bench.EndAsync(), Is.Zero);
        Assert.That(StepsOf(bench), Is.EqualTo((string[])
        [
            "DNS      skipped             It goes through the proxy http://***@proxy.example:8080.",
            "TCP      skipped             It goes through the proxy http://***@proxy.example:8080.",
            "TLS      skipped             It goes through the proxy http://***@proxy.example:8080.",
            "Upgrade  ok         0.000 s  101 Switching Protocols",
            "Session  ok         0.000 s  Open.",
            "End      ok         5.000 s  Still open after 5 s.",
        ]));
        Assert.That((bench.Gateway.Connection.Goodbye, bench.Gateway.Connection.Request.Headers["token"]), Is.EqualTo((1000, "the-secret")));
    }

    [Test]
    public async Task First_end_is_explained()
    {
        using var bench = new Bench();
        Start(bench, "--for", "1m");
        bench.Advance(2);
        bench.Act(gateway => gateway.Close(4006, "the-secret was\ttoo fast\u001b[2J\nreally"));

        Assert.That(await bench.EndAsync(), Is.EqualTo(1));
        Assert.That(StepsOf(bench)[5..], Is.EqualTo((string[])
        [
            "End      failed     2.000 s  4006 Rate Limit: Rate limit exceeded: too many operations a minute.",
            "                             It said: '*** wastoo fast[2J'",
            "                             What to do: Send less often; it reconnects.",
            "                             A client reads AfterBackoff: it waits and dials again.",
        ]));
    }

    [Test]
    public async Task Refused_upgrade_tells_status_phrase_wait_and_the_first_line_of_the_body()
    {
        using var bench = new Bench();
        bench.Gateway.AnswerWith(_ => new DisconnectInfo(DisconnectCause.Refused, HttpStatus: 503, StatusText: "Service Unavailable", RetryAfter: TimeSpan.FromSeconds(90), Body: "\n Down for the-secret.\nFor long."));
        Start(bench);

        Assert.That(await bench.EndAsync(), Is.EqualTo(1));
        Assert.That(StepsOf(bench)[3..], Is.EqualTo((string[])
        [
            "Upgrade  failed     0.000 s  HTTP 503 Service Unavailable, Node Overloaded: Node degraded or overloaded.",
            "                             Retry-After: 90 s",
            "                             Its answer begins: 'Down for ***.'",
            "                             What to do: Nothing to do: it waits as long as Retry-After asks.",
            "                             A client reads AfterBackoff: it waits and dials again.",
        ]));
    }

    [TestCase(4009, "REDIRECT:wss://eu.wiresocket.com/v2")]
    [TestCase(4002, "")]
    [TestCase(1006, "")]
    public async Task Nothing_is_dialled_twice(int code, string reason)
    {
        using var bench = new Bench();
        Start(bench, "--for", "1h");
        bench.Act(gateway => gateway.Close(code, reason));
        bench.Advance(3000);

        Assert.That(await bench.EndAsync(), Is.EqualTo(1));
        Assert.That((bench.Gateway.Dials.Count, StepsOf(bench).Count(line => line.StartsWith("End ", StringComparison.Ordinal))), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Missing_token_file_fails_before_anything_is_dialled()
    {
        using var bench = new Bench();
        StartWith(bench, Settings.Replace("\"Token\": \"the-secret\"", "\"TokenFile\": \"/no/such/file\"", StringComparison.Ordinal));

        Assert.That(await bench.EndAsync(), Is.EqualTo(1));
        Assert.That((StepsOf(bench)[3..], bench.Gateway.Dials.Count), Is.EqualTo(((string[])
        [
            "Token    failed     0.000 s  No Token: The token file '/no/such/file' does not exist; check TokenFile.",
            "                             A client reads AfterBackoff: it waits and dials again.",
        ], 0)));
    }

    [Test]
    public async Task Server_that_does_not_answer_is_given_up_after_ConnectTimeout()
    {
        using var bench = new Bench();
        bench.Gateway.IgnoreAll();
        Start(bench);
        bench.Advance(15);

        Assert.That(await bench.EndAsync(), Is.EqualTo(1));
        Assert.That(StepsOf(bench)[3], Is.EqualTo("Upgrade  failed    15.000 s  Timed Out: No connection was established in time."));
    }

    [Test]
    public async Task Interrupt_before_the_end_ends_with_1()
    {
        using var bench = new Bench();
        bench.Gateway.IgnoreAll();
        Start(bench);

        Assert.That(await bench.InterruptAsync(), Is.EqualTo(1));
        Assert.That(StepsOf(bench)[3..], Is.EqualTo(["Interrupted."]));
    }

    [Test]
    public async Task Interrupt_of_an_open_connection_ends_with_0()
    {
        using var bench = new Bench();
        Start(bench, "--for", "1d");
        bench.Advance(7);

        Assert.That(await bench.InterruptAsync(), Is.Zero);
        Assert.That(StepsOf(bench)[^1], Is.EqualTo("End      ok         7.000 s  Still open after 7 s."));
    }

    [Test]
    public async Task Faults_are_told_and_nothing_is_dialled()
    {
        using var bench = new Bench();
        StartWith(bench, """{ "TokenSocket": { "GatewayUrl": "wss://gateway.example", "Dialekt": "x" } }""");

        Assert.That(await bench.EndAsync(), Is.EqualTo(1));
        Assert.That((bench.Lines, bench.Gateway.Dials.Count), Is.EqualTo(((string[])["TokenSocket:Dialekt is not known; did you mean TokenSocket:Dialect?"], 0)));
    }

    private static void Start(Bench bench, params string[] args) => StartWith(bench, Settings, args);

    private static void StartWith(Bench bench, string settings, params string[] args)
    {
        using var file = new SettingsFile(settings);
        bench.Start(["check", file.Path, "--connect", .. args]);
    }

    private static string[] StepsOf(Bench bench) => [.. bench.Output.Split("\n\n")[^1].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
