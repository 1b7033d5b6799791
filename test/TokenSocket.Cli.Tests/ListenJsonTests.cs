namespace TokenSocket.Cli.Tests;

internal sealed class ListenJsonTests
{
    private const string Url = "wss://gateway.example/v2?key=query-secret";

    [Test]
    public async Task Verdict_ends_with_2_and_these_lines()
    {
        using var bench = new Bench();
        bench.Start("listen", Url, "--json", "--token", "secret");

        bench.Act(gateway => gateway.Close(4002, "The API token is invalid."));

        Assert.That(await bench.EndAsync(), Is.EqualTo(2));
        Assert.That(bench.Lines, Is.EqualTo((string[])
        [
            """{"notice":"connecting","attempt":1,"at":"2026-01-01T00:00:00.000Z"}""",
            """{"notice":"connected","at":"2026-01-01T00:00:00.000Z"}""",
            """{"notice":"disconnected","cause":"Closed","code":4002,"reason":"The API token is invalid.","httpStatus":null,"statusText":null,"retryAfterMs":null,"body":null,"meaning":"TokenRejected","message":"The API token is invalid.","resolution":"Check the token, or generate a new one.","verdict":"Never","at":"2026-01-01T00:00:00.000Z"}""",
            """{"notice":"stopped","reason":"4002 Invalid Token: The API token is invalid. Check the token, or generate a new one.","at":"2026-01-01T00:00:00.000Z"}""",
        ]));
    }

    [Test]
    public async Task Refused_handshake_shows_status_wait_and_body()
    {
        using var bench = new Bench();
        bench.Gateway.RefuseAll(503, TimeSpan.FromSeconds(45.5), "busy\n\"now\"");
        bench.Start("listen", Url, "--json");

        await bench.InterruptAsync();

        Assert.That(bench.Lines[1..3], Is.EqualTo((string[])
        [
            """{"notice":"disconnected","cause":"Refused","code":null,"reason":null,"httpStatus":503,"statusText":null,"retryAfterMs":45500,"body":"busy\n\"now\"","meaning":"ServerError","message":"The server failed to take the handshake.","resolution":"Nothing to do: it reconnects.","verdict":"AfterBackoff","at":"2026-01-01T00:00:00.000Z"}""",
            """{"notice":"retryScheduled","attempt":2,"delayMs":45500,"at":"2026-01-01T00:00:00.000Z"}""",
        ]));
    }

    [Test]
    public async Task Messages_stand_whole_on_one_line_each()
    {
        using var bench = new Bench();
        bench.Start("listen", Url, "--json");

        bench.Act(gateway => gateway.Send("{\"a\":1}\n\u2028<é>\u0085"));
        bench.Act(gateway => gateway.Send(new byte[] { 0, 255 }));
        await bench.InterruptAsync();

        Assert.That(bench.Lines[2..4], Is.EqualTo((string[])
        [
            """{"received":"text","text":"{\"a\":1}\n\u2028<é>\u0085","at":"2026-01-01T00:00:00.000Z"}""",
            """{"received":"binary","base64":"AP8=","at":"2026-01-01T00:00:00.000Z"}""",
        ]));
    }

    [Test]
    public async Task Interrupt_ends_with_0_and_tells_the_end()
    {
        using var bench = new Bench();
        bench.Start("listen", Url, "--json");

        Assert.That(await bench.InterruptAsync(), Is.Zero);

        Assert.That(bench.Lines[2..], Is.EqualTo((string[])
        [
            """{"notice":"disconnected","cause":"Requested","code":1000,"reason":null,"httpStatus":null,"statusText":null,"retryAfterMs":null,"body":null,"meaning":"Requested","message":"The program ended the connection.","resolution":"Nothing to do.","verdict":"Never","at":"2026-01-01T00:00:00.000Z"}""",
            """{"notice":"stopped","reason":"The program ended the connection.","at":"2026-01-01T00:00:00.000Z"}""",
        ]));
    }

    [Test]
    public async Task For_ends_with_0_after_so_long()
    {
        using var bench = new Bench();
        bench.Start("listen", Url, "--json", "--for", "1m30s");

        bench.Advance(90);

        Assert.That(await bench.EndAsync(), Is.Zero);
        Assert.That(bench.Lines[^1], Is.EqualTo("""{"notice":"stopped","reason":"The program ended the connection.","at":"2026-01-01T00:01:30.000Z"}"""));
    }

    [Test]
    public async Task For_is_not_up_a_millisecond_early()
    {
        using var bench = new Bench();
        bench.Start("listen", Url, "--json", "--for", "1m30s");

        bench.Advance(89.999);

        Assert.That(bench.Lines, Has.Length.EqualTo(2));
        await bench.InterruptAsync();
    }

    [Test]
    public async Task Giving_up_ends_with_3()
    {
        using var bench = new Bench();
        bench.Gateway.BeUnreachable();
        bench.Start("listen", Url, "--json", "--max-attempts", "2");

        bench.Advance(31);

        Assert.That(await bench.EndAsync(), Is.EqualTo(3));
        Assert.That(bench.Lines[2], Is.EqualTo("""{"notice":"retryScheduled","attempt":2,"delayMs":31000,"at":"2026-01-01T00:00:00.000Z"}"""));
        Assert.That(bench.Lines[^1], Does.StartWith("""{"notice":"stopped","reason":"Unreachable: Gave up after 2 failed attempts (MaxAttempts)"""));
    }
}
