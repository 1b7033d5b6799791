using TokenSocket.CloseCodes;
using static TokenSocket.CloseCodes.CloseMeaning;

namespace TokenSocket.Cli.Tests;

internal sealed class ExplainTests
{
    private const string Schedule = "31 s, 62 s, 120 s, then 120 s";

    [TestCase("4001", """{"dialect":"tokensocket","code":4001,"name":"Missing Token","meaning":"TokenMissing","message":"The API token is missing.","verdict":"Never","wait":"none","resolution":"Set the token; it goes into the `token` header.","source":"TokenSocket README, verdict table"}""")]
    [TestCase("4002", """{"dialect":"tokensocket","code":4002,"name":"Invalid Token","meaning":"TokenRejected","message":"The API token is invalid.","verdict":"Never","wait":"none","resolution":"Check the token, or generate a new one.","source":"TokenSocket README, verdict table"}""")]
    [TestCase("4003", """{"dialect":"tokensocket","code":4003,"name":"Duplicate Connection","meaning":"DuplicateConnection","message":"The API token is already in-use.","verdict":"Never","wait":"none; ReconnectOnDuplicateConnection turns it into AfterBackoff: 31 s, 62 s, 120 s, then 120 s","resolution":"Stop the other client, or enable ReconnectOnDuplicateConnection.","source":"TokenSocket README, verdict table"}""")]
    [TestCase("4004", """{"dialect":"tokensocket","code":4004,"name":"Deleted Token","meaning":"TokenDeleted","message":"The API token has been deleted.","verdict":"Never","wait":"none","resolution":"Generate a new token.","source":"TokenSocket README, verdict table"}""")]
    [TestCase("1000", """{"dialect":"tokensocket","code":1000,"name":"Normal Closure","meaning":"NormalClosure","message":"The server closed the connection as done.","verdict":"AfterBackoff","wait":"31 s, 62 s, 120 s, then 120 s","resolution":"Nothing to do: it reconnects.","source":"RFC 6455, section 7.4"}""")]
    [TestCase("1013", """{"dialect":"tokensocket","code":1013,"name":"Try Again Later","meaning":"Overloaded","message":"The server is overloaded.","verdict":"AfterBackoff","wait":"31 s, 62 s, 120 s, then 120 s; at least 30 s","resolution":"Nothing to do: it reconnects.","source":"IANA WebSocket Close Code Number Registry"}""")]
    [TestCase("401", """{"dialect":"tokensocket","code":401,"name":"Invalid Token","meaning":"TokenRejected","message":"The API token is invalid.","verdict":"WithFreshToken","wait":"none, with another token; without one it stops","resolution":"Check the token, or generate a new one.","source":"TokenSocket README, verdict table"}""")]
    [TestCase("65535", """{"dialect":"tokensocket","code":65535,"name":"Unknown","meaning":"Unknown","message":"The server closed with a code that no document explains.","verdict":"AfterBackoff","wait":"31 s, 62 s, 120 s, then 120 s","resolution":"Nothing to do: it reconnects.","source":"RFC 6455, section 7.4"}""")]
    public async Task Json_is_one_object(string code, string line)
    {
        Assert.That(await Bench.RunAsync("explain", code, "--dialect", "tokensocket", "--json"), Is.EqualTo((0, line + "\n", "")));
    }

    [Test]
    public async Task Text_says_it_in_seven_lines()
    {
        Assert.That(await Bench.RunAsync("explain", "4002", "--dialect", "TokenSocket"), Is.EqualTo((0, """
            4002 Invalid Token
              meaning     TokenRejected
              message     The API token is invalid.
              verdict     Never: it stops; a person must act.
              wait        none
              what to do  Check the token, or generate a new one.
              source      TokenSocket README, verdict table

            """, "")));
    }

    [Test]
    public void Forbidden_handshake_is_retried_in_this_dialect()
    {
        var explanation = Explanation.Of(Dialects.KnownDialects.TokenSocket, 403);

        Assert.That(
            (explanation.Rule.Name, explanation.Rule.Verdict, explanation.Wait, explanation.Source),
            Is.EqualTo(("Forbidden", ReconnectVerdict.AfterBackoff, Schedule, "RFC 9110, section 15")));
    }

    [TestCase(ReconnectVerdict.Immediately, "none, but only once in a row; then 1 s, 2 s, 4 s, 8 s, 16 s, 32 s, 60 s, then 60 s")]
    [TestCase(ReconnectVerdict.AtNewAddress, "none, where the address is safe; else 1 s, 2 s, 4 s, 8 s, 16 s, 32 s, 60 s, then 60 s")]
    public void Waits_of_verdicts_that_the_default_dialect_does_not_have(ReconnectVerdict verdict, string wait)
    {
        var dialect = new CloseDialect("other", "A document", [new(4000, "Name", Unknown, verdict, "Message.", "Resolution.")]);

        Assert.That(Explanation.Of(dialect, 4000).Wait, Is.EqualTo(wait));
    }

    [Test]
    public async Task Every_code_has_an_explanation([Values(100, 599, 1004, 1005, 1006, 1015, 2999, 5000)] int code)
    {
        var (exit, output, _) = await Bench.RunAsync("explain", $"{code}", "--dialect", "tokensocket");

        Assert.That((exit, output), Is.EqualTo((0, output)));
        Assert.That(output, Does.StartWith($"{code} ").And.Contain("  wait        31 s"));
    }

    [Test]
    public async Task Without_a_dialect_it_tells_what_the_code_means_in_each()
    {
        var (exit, output, _) = await Bench.RunAsync("explain", "4009");
        var lines = output.Split('\n');

        Assert.That(exit, Is.Zero);
        Assert.That(lines.Select(line => line.Split("  ")[0]), Is.EqualTo((string[])
        [
            "dialect", "wiresocket", "sockudo, pusher", "sockudo, pusher 'You got disconnected by the app.…'", "sockudo, pusher 'capability token expired…'",
            "sockudo, pusher 'capability token revoked…'", "discord-gateway", "centrifugo", "centrifugo '{…\"reconnect\":false…'", "obs-websocket", "all others", "", "'tokensocket explain 4009 --dialect D' tells more of one.", "",
        ]));
        Assert.That(lines[1], Does.Match(" Wrong Region  +AtNewAddress  +The document lives in another region.  +Nothing to do: it goes to the address that the server names.$"));
    }

    [TestCase("500", "all others")]
    [TestCase("1012", "every dialect")]
    [TestCase("1005", "every dialect")]
    public async Task Dialects_that_fall_back_to_the_same_row_stand_together(string code, string name)
    {
        var (_, output, _) = await Bench.RunAsync("explain", code);

        Assert.That(output.Split('\n')[^4], Does.StartWith(name));
    }

    [Test]
    public async Task Reason_chooses_among_the_rows_of_a_code()
    {
        var (_, output, _) = await Bench.RunAsync("explain", "1008", "--reason", "Unauthorized: who are you?", "--dialect", "tokensocket-v1");

        Assert.That(output, Does.StartWith("1008 Invalid Token\n").And.Contain("  verdict     Never"));
    }

    [Test]
    public async Task Reason_chooses_among_the_rows_of_every_dialect()
    {
        var (_, output, _) = await Bench.RunAsync("explain", "1008", "--reason", "Unauthorized");

        Assert.That(output.Split('\n')[1], Does.StartWith("tokensocket-v1  Invalid Token"));
    }

    [Test]
    public async Task Without_a_reason_it_tells_what_one_would_change()
    {
        var (_, output, _) = await Bench.RunAsync("explain", "400", "--dialect", "lsports");

        Assert.That(output, Does.StartWith("400 Bad Request\n").And.EndWith("  if it says  '…customerid…': Invalid Customer Id, Never: Invalid `customerid` format.\n"));
    }

    [Test]
    public async Task Json_without_a_dialect_is_one_object_for_each()
    {
        var (_, output, _) = await Bench.RunAsync("explain", "4401", "--json");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(lines, Has.Length.EqualTo(Dialects.KnownDialects.All.Count));
        Assert.That(lines[2], Does.StartWith("""{"dialect":"lsports","code":4401,"name":"Authentication Failed","meaning":"TokenRejected","""));
    }

    [Test]
    public async Task Table_is_no_wider_than_the_terminal([Values(60, 80, 120)] int width)
    {
        using var bench = new Bench { Width = width };
        bench.Start("explain", "4003");
        await bench.EndAsync();

        Assert.That(bench.Lines.Max(line => line.Length), Is.LessThan(width));
        Assert.That(bench.Lines.Max(line => line.Length), Is.GreaterThan(width - 12));
    }
}
