namespace TokenSocket.Cli.Tests;

internal sealed class ListenPlainTests
{
    private const string Url = "wss://gateway.example/v2?key=query-secret";

    [Test]
    public async Task Tells_the_story_a_line_each()
    {
        using var bench = new Bench();
        bench.Start("listen", Url, "--token", "secret");

        bench.Act(gateway => gateway.Send("hello\tyou,\r\nthere\u001b[2J"));
        bench.Act(gateway => gateway.Send(new byte[] { 0, 255 }));
        bench.Act(gateway => gateway.Drop());
        bench.Advance(31);
        bench.Advance(10);
        bench.Act(gateway => gateway.Close(4003, "The API token is already in-use."));

        Assert.That(await bench.EndAsync(), Is.EqualTo(2));
        Assert.That(bench.Lines, Is.EqualTo((string[])
        [
            "2026-01-01T00:00:00Z Connecting to wss://gateway.example/v2, attempt 1.",
            "2026-01-01T00:00:00Z Connected.",
            "2026-01-01T00:00:00Z < hello you, there[2J",
            "2026-01-01T00:00:00Z < 2 bytes 00FF",
            "2026-01-01T00:00:00Z Disconnected 1006 Dropped: The connection broke without a close frame. Nothing to do: it reconnects.",
            "2026-01-01T00:00:00Z Next try in 31 s, attempt 2.",
            "2026-01-01T00:00:31Z Connecting to wss://gateway.example/v2, attempt 2.",
            "2026-01-01T00:00:31Z Connected.",
            "2026-01-01T00:00:41Z Stable again after 41 s and 2 attempts.",
            "2026-01-01T00:00:41Z Disconnected 4003 Duplicate Connection: The API token is already in-use.",
            "2026-01-01T00:00:41Z Stopped for good: 4003 Duplicate Connection: The API token is already in-use. Stop the other client, or enable --reconnect-on-duplicate.",
        ]));
    }

    [Test]
    public async Task Quotes_the_server_where_it_says_something_new()
    {
        using var bench = new Bench();
        bench.Gateway.RefuseAll(503, body: "Down for\nmaintenance.\u202e");
        bench.Start("listen", Url);

        await bench.InterruptAsync();

        Assert.That(bench.Lines[1], Is.EqualTo("2026-01-01T00:00:00Z Disconnected HTTP 503 Server Error: The server failed to take the handshake. ('Down for maintenance.') Nothing to do: it reconnects."));
    }

    [Test]
    public async Task Long_binary_messages_are_cut()
    {
        using var bench = new Bench();
        bench.Start("listen", Url);

        bench.Act(gateway => gateway.Send(new byte[33]));
        await bench.InterruptAsync();

        Assert.That(bench.Lines[2], Is.EqualTo($"2026-01-01T00:00:00Z < 33 bytes {new string('0', 64)}…"));
    }

    [Test]
    public async Task Interrupt_is_told_on_two_lines()
    {
        using var bench = new Bench();
        bench.Start("listen", Url);

        await bench.InterruptAsync();

        Assert.That(bench.Lines[2..], Is.EqualTo((string[])["2026-01-01T00:00:00Z Disconnected on request.", "2026-01-01T00:00:00Z Stopped on request."]));
    }

    [Test]
    public async Task Giving_up_is_told_in_the_words_of_the_command_line()
    {
        using var bench = new Bench();
        bench.Gateway.BeUnreachable();
        bench.Start("listen", Url, "--max-attempts", "1");

        Assert.That(await bench.EndAsync(), Is.EqualTo(3));
        Assert.That(bench.Lines[^1], Is.EqualTo("2026-01-01T00:00:00Z Stopped: Gave up after 1 failed attempt (--max-attempts); the last: The server cannot be reached. Start it again once the server can be reached, or raise --max-attempts."));
    }
}
