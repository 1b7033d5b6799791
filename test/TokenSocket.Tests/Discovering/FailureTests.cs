using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Testing;
using TokenSocket.Tests.Tokens.OAuth;
using static TokenSocket.Tests.Discovering.DiscoveryBench;

namespace TokenSocket.Tests.Discovering;

public sealed class FailureTests
{
    private const string NoUrl = "answered with something else than a JSON object with a url.";
    private const string Unsafe = "named an address that is not safe to go to: ";

    private static IEnumerable<TestCaseData> Failures =>
    [
        Case("Not_found", discovery => discovery.Answer("", 404), "answered 404 instead of 200."),
        Case("Error_with_an_address", discovery => discovery.Answer($$"""{"url":"{{Node}}"}""", 503), "answered 503 instead of 200."),
        Case("Another_success", discovery => discovery.Answer($$"""{"url":"{{Node}}"}""", 201), "answered 201 instead of 200."),
        Case("HTTP_redirect", discovery => discovery.Answer("", 302), "answered 302 instead of 200."),
        Case("Empty", discovery => discovery.Answer(""), NoUrl),
        Case("No_JSON", discovery => discovery.Answer("<html>"), NoUrl),
        Case("Cut_JSON", discovery => discovery.Answer($$"""{"url":"{{Node}}" """), NoUrl),
        Case("An_array", discovery => discovery.Answer($$"""[{"url":"{{Node}}"}]"""), NoUrl),
        Case("A_text", discovery => discovery.Answer($"\"{Node}\""), NoUrl),
        Case("No_url", discovery => discovery.Answer($$"""{"Url":"{{Node}}"}"""), NoUrl),
        Case("A_number", discovery => discovery.Answer("""{"url":1}"""), NoUrl),
        Case("Null", discovery => discovery.Answer("""{"url":null}"""), NoUrl),
        Case("Half_a_character", discovery => discovery.Answer("""{"url":"wss://\ud83d"}"""), NoUrl),
        Case("Too_deep", discovery => discovery.Answer(new string('[', 100)), NoUrl),
        Case("Too_long", discovery => discovery.Answer($$"""{"url":"{{Node}}"{{new string(' ', 64 * 1024)}}}"""), "answered with more than 64 KiB."),
        Case("Broken_off", discovery => discovery.Answer(new BrokenStream()), "broke off in the middle of its answer."),
        Case("No_network", discovery => discovery.Fail(new HttpRequestException(HttpRequestError.ConnectionError, "hidden")), "could not be reached: no connection was made."),
        Case("Answer_lost", discovery => discovery.Fail(new HttpRequestException(HttpRequestError.ResponseEnded, "hidden")), "failed (ResponseEnded)."),
        Case("Whatever", discovery => discovery.Fail(new InvalidOperationException("hidden")), "failed (InvalidOperationException)."),
        Case("Its_own_cancellation", discovery => discovery.Fail(new TaskCanceledException("hidden")), "failed (TaskCanceledException)."),
        Case("Https", discovery => discovery.Name("https://gateway.example/ws"), Unsafe + "It is no ws:// or wss:// address."),
        Case("A_path", discovery => discovery.Name("/ws"), Unsafe + "It is no ws:// or wss:// address."),
        Case("Prefixed", discovery => discovery.Name($"REDIRECT:{Node}"), Unsafe + "It is no ws:// or wss:// address."),
        Case("Downgrade", discovery => discovery.Name("ws://gateway.example/ws"), Unsafe + "The address would leave wss for ws."),
        Case("Credentials", discovery => discovery.Name("wss://me@gateway.example/ws"), Unsafe + "The address carries a user name, a password or a fragment."),
        Case("Stranger", discovery => discovery.Name("wss://evil.example/ws"), Unsafe + "The host is neither the gateway's own nor one that the dialect or RedirectHosts names."),
    ];

    [TestCaseSource(nameof(Failures))]
    public async Task The_gateway_is_dialled_and_one_sentence_says_why(object arrange, string why)
    {
        var (bench, discovery) = Make();
        ((Action<FakeDiscovery>)arrange)(discovery);

        await bench.Client.StartAsync();

        Assert.That(bench.Dialled(), Is.EqualTo(new[] { Gateway }));
        Assert.That(bench.Notices.All, Is.EqualTo(new ConnectionNotice[]
        {
            new Connecting(1),
            new SessionWarning($"GatewayUrl is dialled as it is, for its discovery {why}"),
            new Connected(),
        }));
    }

    [Test]
    public async Task A_body_of_64_KiB_is_read()
    {
        var (bench, discovery) = Make();
        var body = $$"""{"url":"{{Node}}"}""";
        discovery.Answer(body.PadRight(64 * 1024));

        await bench.Client.StartAsync();

        Assert.That(bench.Dialled(), Is.EqualTo(new[] { Node }));
    }

    [TestCase(15, 5)]
    [TestCase(60, 5)]
    [TestCase(6, 2)]
    public async Task An_answer_that_does_not_come_leaves_the_dial_two_thirds_of_its_time(int connectTimeout, int patience)
    {
        var (bench, discovery) = Make(change: options => options with { ConnectTimeout = TimeSpan.FromSeconds(connectTimeout) });
        discovery.Ignore();
        await bench.Client.StartAsync();

        bench.Advance(patience - 0.001);
        var early = bench.Gateway.Dials.Count;
        bench.Advance(0.001);

        Assert.That((early, discovery.IsCancelled, bench.Dialled().Single(), bench.Client.CurrentStatus), Is.EqualTo((0, true, Gateway, ConnectionStatus.Connected)));
        Assert.That(bench.Notices.Of<SessionWarning>().Single().Message, Does.EndWith($" did not answer within {patience} seconds."));
    }

    [Test]
    public async Task A_body_that_does_not_come_is_no_answer_either()
    {
        var (bench, discovery) = Make();
        discovery.Answer(new SilentStream());
        await bench.Client.StartAsync();

        bench.Advance(5);

        Assert.That(bench.Dialled(), Is.EqualTo(new[] { Gateway }));
        Assert.That(bench.Notices.Of<SessionWarning>().Single().Message, Does.EndWith(" did not answer within 5 seconds."));
    }

    [Test]
    public async Task It_counts_inside_the_time_to_connect()
    {
        var (bench, discovery) = Make();
        discovery.Ignore();
        bench.Gateway.IgnoreAll();
        await bench.Client.StartAsync();

        bench.Advance(15);

        Assert.That(
            (bench.Gateway.Dials.Count, bench.Notices.Of<Disconnected>().Single().Info.Cause),
            Is.EqualTo((1, DisconnectCause.TimedOut)));
    }

    [Test]
    public async Task A_stop_calls_it_off()
    {
        var (bench, discovery) = Make();
        discovery.Ignore();
        await bench.Client.StartAsync();

        await bench.Client.StopAsync();

        Assert.That((discovery.IsCancelled, bench.Gateway.Dials.Count, bench.Client.CurrentStatus), Is.EqualTo((true, 0, ConnectionStatus.Idle)));
        Assert.That(bench.Notices.Of<SessionWarning>(), Is.Empty);
    }

    [Test]
    public async Task A_change_of_the_address_calls_it_off_and_asks_there()
    {
        var (bench, discovery) = Make();
        discovery.Ignore();
        await bench.Client.StartAsync();

        bench.Update(options => options with { GatewayUrl = new Uri("wss://other.example/ws/notes") });

        Assert.That(
            (discovery.IsCancelled, bench.Gateway.Dials.Count, discovery.Asked[^1]),
            Is.EqualTo((true, 0, "GET https://other.example/discovery?documentName=notes")));
    }

    [Test]
    public async Task The_same_sentence_comes_once_until_it_works_again()
    {
        var (bench, discovery) = Make();
        await bench.Client.StartAsync();
        Lose(bench);
        var before = bench.Notices.Of<SessionWarning>().Count;
        discovery.Name(Node);
        Lose(bench);
        discovery.Answer("", 404);

        Lose(bench);

        Assert.That((before, bench.Notices.Of<SessionWarning>().Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Another_sentence_comes_at_once()
    {
        var (bench, discovery) = Make();
        await bench.Client.StartAsync();
        discovery.Answer("", 503);

        Lose(bench);

        Assert.That(bench.Notices.Of<SessionWarning>(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task It_is_a_warning_in_the_log()
    {
        var (bench, _) = Make();

        await bench.Client.StartAsync();

        Assert.That(bench.Log.Lines(LogEventLevel.Warning), Is.EqualTo(new[]
        {
            "Something is not as it should be at wss://gateway.example/ws: GatewayUrl is dialled as it is, for its discovery answered 404 instead of 200.",
        }));
    }

    [Test]
    public async Task A_token_that_no_header_can_carry_is_not_sent()
    {
        var (bench, discovery) = Make(
            change: options => options with { TokenPlacement = new TokenPlacement(TokenLocation.Query, "token") },
            tokens: new FakeTokens("a-token-\u00e9"));

        await bench.Client.StartAsync();

        Assert.That((discovery.Asked.Count, bench.Gateway.Dials.Count), Is.EqualTo((0, 1)));
        Assert.That(bench.Notices.Of<SessionWarning>().Single().Message, Does.Contain("cannot be asked, for the token contains").And.EndWith("it is '***'."));
    }

    private static void Lose(Bench bench)
    {
        bench.Gateway.Drop();
        bench.Advance(60);
    }

    private static TestCaseData Case(string name, Action<FakeDiscovery> arrange, string why) => new TestCaseData(arrange, why).SetArgDisplayNames(name);
}
