using System.Collections.Concurrent;
using System.Diagnostics;
using TokenSocket.CloseCodes;
using TokenSocket.Tests.Discovering;

namespace TokenSocket.Tests.Telemetry;

[NonParallelizable]
public sealed class TraceTests
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private ActivityListener _listener = null!;

    [SetUp]
    public void Listen()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "TokenSocket",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if ((string?)span.GetTagItem("tokensocket.client") == "traced")
                {
                    _spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [TearDown]
    public void Close()
    {
        _listener.Dispose();
        _spans.Clear();
    }

    [Test]
    public async Task An_attempt_that_succeeds_is_one_span()
    {
        _ = await StartedAsync();

        Assert.That(_spans.Select(span => (span.OperationName, span.Kind, span.Status)), Is.EqualTo([("tokensocket.connect", ActivityKind.Client, ActivityStatusCode.Unset)]));
    }

    [Test]
    public async Task It_says_where_it_went_and_the_number_of_the_attempt_but_no_query()
    {
        _ = await StartedAsync(options => options with { GatewayUrl = new("wss://gateway.example:8443/v2?key=hidden") });

        var tags = _spans.Single().TagObjects.ToDictionary();

        Assert.That(
            (tags["url.scheme"], tags["server.address"], tags["server.port"], tags["tokensocket.attempt"], string.Join(' ', tags.Values).Contains("hidden", StringComparison.Ordinal)),
            Is.EqualTo(("wss", "gateway.example", 8443, 1, false)));
    }

    [Test]
    public async Task An_attempt_that_fails_says_why()
    {
        var bench = new Bench(services: Traced);
        bench.Gateway.RefuseAll(503);

        await bench.Client.StartAsync();

        var span = _spans.Single();
        Assert.That(
            (span.Status, span.GetTagItem("error.type"), span.GetTagItem("tokensocket.code"), span.GetTagItem("tokensocket.verdict")),
            Is.EqualTo((ActivityStatusCode.Error, "Refused", 503, "AfterBackoff")));
    }

    [Test]
    public async Task The_end_of_an_open_connection_is_no_failed_attempt()
    {
        var bench = await StartedAsync();

        bench.Gateway.Close(1006);

        Assert.That(_spans.Single().Status, Is.EqualTo(ActivityStatusCode.Unset));
    }

    [Test]
    public async Task An_attempt_that_the_program_gives_up_is_no_error()
    {
        var bench = new Bench(services: Traced);
        bench.Gateway.IgnoreAll();
        await bench.Client.StartAsync();

        await bench.Client.StopAsync();

        Assert.That(_spans.Single().Status, Is.EqualTo(ActivityStatusCode.Unset));
    }

    [Test]
    public async Task A_redirected_attempt_names_the_new_address_and_the_next_one_the_gateway()
    {
        var dialect = TokenSocket.Dialects.KnownDialects.Rfc6455 with
        {
            Rules = [new(4000, "Moved", CloseMeaning.Redirect, ReconnectVerdict.AtNewAddress, "Moved.", "Nothing.")],
            Fallback = TokenSocket.Dialects.KnownDialects.Rfc6455,
        };
        var bench = await StartedAsync(options => options with { Dialect = dialect, RedirectHosts = ["node.example"] });

        bench.Gateway.Close(4000, "REDIRECT:wss://node.example/");
        bench.Gateway.Close(1006);
        bench.Advance(120);

        Assert.That(_spans.Select(span => span.GetTagItem("server.address")), Is.EqualTo(["gateway.example", "node.example", "gateway.example"]));
    }

    [Test]
    public async Task Discovery_is_a_part_of_the_span_of_where_it_led()
    {
        var (bench, discovery) = DiscoveryBench.Make(name: "traced");
        discovery.Name(DiscoveryBench.Node);
        await bench.Client.StartAsync();
        discovery.Answer("", 404);

        bench.Gateway.Close(1006);
        bench.Advance(1);

        Assert.That(_spans.Select(span => span.GetTagItem("server.address")), Is.EqualTo(["us-east.wiresocket.net", "gateway.example"]));
    }

    [Test]
    public async Task It_is_a_root_and_leaves_the_programs_own_span_current()
    {
        using var own = new Activity("own").Start();

        _ = await StartedAsync();

        Assert.That((_spans.Single().ParentId, Activity.Current), Is.EqualTo(((string?)null, own)));
    }

    private static Task<Bench> StartedAsync(Func<TokenSocketOptions, TokenSocketOptions>? change = null) => Bench.StartedAsync(change, services: Traced);

    private static TokenSocketServices Traced(TokenSocketServices services) => services with { Name = "traced" };
}
