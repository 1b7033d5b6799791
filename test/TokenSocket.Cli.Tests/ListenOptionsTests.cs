using TokenSocket.CloseCodes;

namespace TokenSocket.Cli.Tests;

internal sealed class ListenOptionsTests
{
    private const string Url = "wss://gateway.example/v2";

    [TestCase(new[] { "--token", "given" }, "given")]
    [TestCase(new string[0], "of-the-environment")]
    [TestCase(new[] { "--token", "" }, null)]
    [TestCase(new[] { "--token", "@given" }, "@given")]
    public async Task Token_is_the_given_one_or_that_of_the_environment(string[] args, string? token)
    {
        using var bench = new Bench { Environment = { ["TOKENSOCKET_TOKEN"] = "of-the-environment" } };
        bench.Start(["listen", Url, .. args]);
        await bench.InterruptAsync();

        Assert.That(bench.Gateway.Connection.Request.Headers.GetValueOrDefault("token"), Is.EqualTo(token));
    }

    [TestCase(new[] { "header" }, "token=given")]
    [TestCase(new[] { "header:X-Key" }, "X-Key=given")]
    [TestCase(new[] { "bearer" }, "Authorization=Bearer given")]
    [TestCase(new[] { "query:key", "Bearer" }, "?key=given Authorization=Bearer given")]
    [TestCase(new[] { "QUERY", "header:a", "header:b" }, "?token=given a=given b=given")]
    [TestCase(new[] { "subprotocol:auth" }, "auth,given")]
    [TestCase(new[] { "subprotocol" }, "token,given")]
    [TestCase(new[] { "none" }, "")]
    public async Task Token_goes_to_the_places_that_are_given(string[] places, string carried)
    {
        using var bench = new Bench();
        bench.Start(["listen", Url, "--token", "given", .. places.SelectMany(place => (string[])["--token-in", place])]);
        await bench.InterruptAsync();

        var request = bench.Gateway.Connection.Request;
        var headers = request.Headers.Where(header => header.Key != "User-Agent").Select(header => $"{header.Key}={header.Value}");
        Assert.That(
            string.Join(' ', [request.Address.Query, .. headers, string.Join(',', request.SubProtocols)]).Trim(),
            Is.EqualTo(carried));
    }

    [Test]
    public async Task Dialect_says_what_an_end_means_where_the_token_goes_and_how_long_to_wait()
    {
        using var bench = new Bench();
        bench.Start("listen", Url, "--dialect", "Nakama", "--token", "secret");
        bench.Act(gateway => gateway.Drop());
        await bench.InterruptAsync();

        Assert.That(bench.Gateway.Connection.Request.Address.Query, Is.EqualTo("?token=secret"));
        Assert.That(bench.Lines[^2], Does.EndWith("Next try in 1 s, attempt 2."));
    }

    [Test]
    public async Task Redirect_goes_to_a_host_that_is_named([Values] bool named)
    {
        using var bench = new Bench();
        bench.Start(["listen", Url, "--dialect", "wiresocket", .. named ? ["--redirect-host", "*.example"] : Array.Empty<string>()]);
        bench.Act(gateway => gateway.Close(4009, "REDIRECT:wss://other.example/v2"));
        await bench.InterruptAsync();

        Assert.That(bench.Output.Contains("Redirected from wss://gateway.example/v2 to wss://other.example/v2.", StringComparison.Ordinal), Is.EqualTo(named));
        Assert.That(bench.Output.Contains("Add the host to --redirect-host if it is trusted", StringComparison.Ordinal), Is.Not.EqualTo(named));
    }

    [Test]
    public async Task Headers_go_along()
    {
        using var bench = new Bench();
        bench.Start("listen", Url, "--header", "X-One: 1:1", "--header", "x-two:2");
        await bench.InterruptAsync();

        Assert.That(bench.Gateway.Connection.Request.Headers, Contains.Item(KeyValuePair.Create("X-One", "1:1")).And.Contains(KeyValuePair.Create("x-two", "2")));
    }

    [Test]
    public async Task Texts_are_sent_after_every_connect()
    {
        using var bench = new Bench();
        bench.Start("listen", Url, "--send", "-one", "--send", "@two");
        bench.Act(gateway => gateway.Drop());
        bench.Advance(31);
        await bench.InterruptAsync();

        Assert.That(bench.Gateway.Dials.Select(dial => dial.Received.Select(message => message.Text)), Is.EqualTo((string[][])[["-one", "@two"], ["-one", "@two"]]));
    }

    [Test]
    public async Task Waits_follow_the_options()
    {
        using var bench = new Bench();
        bench.Gateway.BeUnreachable();
        bench.Start("listen", Url, "--initial-reconnect-interval", "500", "--max-reconnect-interval", "1s500ms", "--jitter", "0.5");
        bench.Advance(10);
        await bench.InterruptAsync();

        Assert.That(bench.Lines.Where(line => line.Contains("Next", StringComparison.Ordinal)).Take(3).Select(line => line[21..]), Is.EqualTo((string[])
        [
            "Next try in 0.5 s, attempt 2.", "Next try in 1 s, attempt 3.", "Next try in 1.5 s, attempt 4.",
        ]));
    }

    [Test]
    public async Task Duplicate_connection_is_retried_where_asked()
    {
        using var bench = new Bench();
        bench.Start("listen", Url, "--reconnect-on-duplicate");
        bench.Act(gateway => gateway.Close(4003));

        Assert.That(await bench.InterruptAsync(), Is.Zero);
        Assert.That(bench.Lines[3], Does.EndWith("Next try in 31 s, attempt 2."));
    }

    [Test]
    public async Task Failures_are_forgotten_after_StableAfter()
    {
        using var bench = new Bench();
        bench.Start("listen", Url, "--stable-after", "1s");
        bench.Act(gateway => gateway.Drop());
        bench.Advance(32);
        bench.Act(gateway => gateway.Drop());
        await bench.InterruptAsync();

        Assert.That(bench.Lines[^2], Does.EndWith("Next try in 31 s, attempt 2."));
    }

    [Test]
    public async Task Attempt_takes_no_longer_than_the_timeout()
    {
        using var bench = new Bench();
        bench.Gateway.IgnoreAll();
        bench.Start("listen", Url, "--connect-timeout", "2s");
        bench.Advance(2);
        await bench.InterruptAsync();

        Assert.That(bench.Lines[1], Does.StartWith("2026-01-01T00:00:02Z Disconnected Timed Out: "));
    }

    [Test]
    public async Task Keep_alive_goes_to_the_transport()
    {
        using var bench = new Bench();
        bench.Start("listen", Url, "--keep-alive-interval", "5s", "--keep-alive-timeout", "3s");
        await bench.InterruptAsync();

        var request = bench.Gateway.Connection.Request;
        Assert.That((request.KeepAliveInterval.TotalSeconds, request.KeepAliveTimeout.TotalSeconds), Is.EqualTo((5, 3)));
    }

    [Test]
    public async Task Secrets_are_never_printed([Values] bool json)
    {
        using var bench = new Bench();
        bench.Gateway.AnswerWith(_ => new DisconnectInfo(DisconnectCause.Refused, HttpStatus: 404, Body: "Cannot GET /v2?key=query-secret with token-secret"));
        bench.Start(["listen", Url + "?key=query-secret", "--token", "token-secret", .. json ? ["--json"] : Array.Empty<string>()]);
        await bench.InterruptAsync();

        Assert.That(bench.Output + bench.Error, Does.Contain("Cannot GET").And.Not.Contains("token-secret").And.Not.Contains("query-secret"));
    }
}
