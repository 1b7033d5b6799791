using System.Text.Json.Nodes;
using TokenSocket.Dialects;

namespace TokenSocket.Cli.Tests;

internal sealed class DialectsTests
{
    [Test]
    public async Task Every_dialect_has_a_line()
    {
        var lines = await LinesOfAsync();

        Assert.That(lines.Select(line => line.Split(' ')[0]), Is.EqualTo(KnownDialects.All.Select(dialect => dialect.Name).Prepend("name")));
        Assert.That(lines[1], Does.Match("^tokensocket  +TokenSocket README, verdict table  +5  +header token  +31 s to 120 s$"));
        Assert.That(lines[4], Does.Match("^wiresocket  .*  subprotocol access_token  +1 s to 60 s, jitter 0.5$"));
    }

    [Test]
    public async Task Every_dialect_has_an_object()
    {
        var lines = await LinesOfAsync("--json");

        Assert.That(lines, Has.Length.EqualTo(KnownDialects.All.Count));
        Assert.That(lines[0], Is.EqualTo("""{"name":"tokensocket","source":"TokenSocket README, verdict table","rows":5,"fallback":"rfc6455","token":"header token","session":"Plain","initialReconnectMs":31000,"maxReconnectMs":120000,"jitter":0}"""));
    }

    [Test]
    public async Task One_dialect_has_its_rows_and_the_fallback_s_underneath()
    {
        var lines = await LinesOfAsync("LSports");

        Assert.That(lines[..12], Is.EqualTo((string[])
        [
            "lsports",
            "  source   docs.lsports.eu, error-handling",
            "  token    Authorization: Bearer",
            "  issuer   asked with a JSON object, for a refresh at ../v2/api-token/token/refresh; a token lives 30m unless the answer says otherwise",
            "  ageing   a new connection with the fresh token, before the old one's end",
            "  waits    6 s to 120 s",
            "  session  SocketIo",
            "  emits    join with customerid",
            "  query    EIO=4",
            "  query    transport=websocket",
            "  needs    header customerid",
            lines[11],
        ]));
        Assert.That(lines[13], Does.StartWith("HTTP 400 '…customerid…'  Invalid Customer Id    Never           "));
        Assert.That(lines[14], Does.StartWith("InBand 400  "));
        Assert.That(lines[18], Does.Match("^HTTP 429  +Rate Limited  +AfterBackoff  +60 s  +Rate limited"));
        Assert.That(lines[24], Is.EqualTo("Otherwise, as rfc6455:"));
        Assert.That(lines[26], Does.StartWith("HTTP, any other  "));
        Assert.That(lines[^1], Does.StartWith("Requested  "));
    }

    [Test]
    public async Task Rows_of_the_fallback_that_cannot_be_reached_are_left_out()
    {
        var lines = await LinesOfAsync("tokensocket");

        Assert.That(lines.Count(line => line.StartsWith("HTTP 401 ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Rows_of_the_fallback_that_words_alone_hide_are_told()
    {
        var lines = await LinesOfAsync("tokensocket-v1");

        Assert.That(lines.Count(line => line.StartsWith("1008 ", StringComparison.Ordinal)), Is.EqualTo(3));
    }

    [TestCase("wiresocket", "asked with a form (RFC 6749) for the scope 'WireSocket.API offline_access'; a token lives 15m unless the answer says otherwise", "nothing: the fresh token is for the next connection")]
    [TestCase("sockudo", "asked with a form (RFC 6749)", "the fresh token as a message on the connection that is up")]
    public async Task Where_tokens_come_from_and_what_an_ageing_one_asks_for_are_told(string name, string issuer, string ageing)
    {
        Assert.That(await LinesOfAsync(name), Is.SupersetOf((string[])[$"  issuer   {issuer}", $"  ageing   {ageing}"]));
    }

    [Test]
    public async Task Dialect_without_tokens_says_nothing_of_them()
    {
        Assert.That(await LinesOfAsync("twitch-eventsub"), Has.None.StartsWith("  issuer").And.None.StartsWith("  ageing"));
    }

    [Test]
    public async Task Trusted_hosts_are_told()
    {
        Assert.That(await LinesOfAsync("wiresocket"), Contains.Item("  trusts   *.wiresocket.com"));
    }

    [Test]
    public async Task Markdown_is_a_table([Values] bool one)
    {
        var lines = await LinesOfAsync(one ? ["pusher", "--markdown"] : ["--markdown"]);

        Assert.That(lines[0], Is.EqualTo(one ? "| end | name | verdict | at least | message | what to do |" : "| name | source | rows | token | waits |"));
        Assert.That(lines[1], Is.EqualTo(one ? "|---|---|---|---|---|---|" : "|---|---|---|---|---|"));
        Assert.That(lines, Has.All.StartsWith("|").And.All.EndsWith("|"));
    }

    [Test]
    public void Markdown_escapes_what_would_end_a_cell()
    {
        Assert.That(new TextTable(["a", "b"], [["x|y", "z"]]).Markdown(), Is.EqualTo(["| a | b |", "|---|---|", @"| x\|y | z |"]));
    }

    [Test]
    public async Task Json_of_one_dialect_is_an_object_a_row()
    {
        var lines = await LinesOfAsync("twitch-eventsub", "--json");

        Assert.That(lines[1], Is.EqualTo("""{"dialect":"twitch-eventsub","first":4001,"last":4001,"cause":null,"reasonPrefix":null,"mentions":null,"name":"Inbound Traffic","meaning":"PolicyViolation","verdict":"Never","atLeastMs":0,"message":"The client sent a message, which this server forbids.","resolution":"Send nothing on this connection; subscribe over HTTP.","source":"Twitch developer documentation, websocket-reference"}"""));
        Assert.That(lines.Select(line => (string?)JsonNode.Parse(line)!["dialect"]).Distinct(StringComparer.Ordinal), Is.EqualTo(["twitch-eventsub", "rfc6455"]));
    }

    [Test]
    public void Table_wraps_between_words_and_cuts_a_word_that_is_too_long()
    {
        var table = new TextTable(["name", "text"], [["a", "one two three"], ["b", "abcdefghijkl"]]);

        Assert.That(table.Lines(14), Is.EqualTo((string[])["name  text", "a     one two", "      three", "b     abcdefgh", "      ijkl"]));
    }

    [Test]
    public void Table_is_not_wrapped_where_there_is_no_terminal()
    {
        var text = new string('x', 500);

        Assert.That(new TextTable(["a"], [[text]]).Lines(null), Is.EqualTo(["a", text]));
    }

    [Test]
    public async Task Terminal_of_no_width_ends_too()
    {
        using var bench = new Bench { Width = 0 };
        bench.Start("dialects");

        Assert.That(await bench.EndAsync(), Is.Zero);
    }

    private static async Task<string[]> LinesOfAsync(params string[] args)
    {
        var (code, output, error) = await Bench.RunAsync(["dialects", .. args]);
        Assert.That((code, error), Is.EqualTo((0, "")));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
