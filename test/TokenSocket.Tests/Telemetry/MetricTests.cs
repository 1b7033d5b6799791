using System.Diagnostics.Metrics;
using TokenSocket.Messages;

namespace TokenSocket.Tests.Telemetry;

public sealed class MetricTests
{
    private MetricRecorder _metrics = null!;

    [SetUp]
    public void Listen() => _metrics = new MetricRecorder();

    [TearDown]
    public void Close() => _metrics.Dispose();

    [Test]
    public async Task Each_connection_that_opens_counts()
    {
        var bench = await StartedAsync();
        bench.Gateway.Close(1006);
        bench.Advance(31);

        Assert.That(_metrics.ValuesOf("tokensocket.connects"), Is.EqualTo([1.0, 1.0]));
    }

    [Test]
    public async Task An_end_counts_with_cause_code_and_verdict()
    {
        var bench = await StartedAsync();

        bench.Gateway.Close(4002);

        Assert.That(Ends(), Is.EqualTo([(1.0, "Closed", 4002, "Never")]));
    }

    [Test]
    public async Task A_refused_handshake_counts_with_its_status()
    {
        var bench = new Bench(services: Measured);
        bench.Gateway.RefuseAll(503);

        await bench.Client.StartAsync();

        Assert.That(Ends(), Is.EqualTo([(1.0, "Refused", 503, "AfterBackoff")]));
    }

    [Test]
    public async Task An_end_that_no_server_numbered_has_no_code()
    {
        var bench = new Bench(services: Measured);
        bench.Gateway.BeUnreachable();

        await bench.Client.StartAsync();

        Assert.That(Ends(), Is.EqualTo([(1.0, "Unreachable", (object?)null, "AfterBackoff")]));
    }

    [Test]
    public async Task A_number_of_a_servers_own_making_cannot_make_ever_more_series()
    {
        var bench = await StartedAsync();

        bench.Gateway.Close(123_456_789);

        Assert.That(Ends().Single().Code, Is.EqualTo(65535));
    }

    [Test]
    public async Task Waits_are_measured_in_seconds()
    {
        var bench = await StartedAsync();

        bench.Gateway.Close(1006);
        bench.Advance(31);
        bench.Gateway.Close(1006);

        Assert.That(_metrics.ValuesOf("tokensocket.reconnect.delay"), Is.EqualTo([31.0, 62.0]));
    }

    [Test]
    public async Task An_outage_is_measured_from_its_first_failure_to_a_stable_connection()
    {
        var bench = await StartedAsync();
        bench.Gateway.Close(1006);
        bench.Advance(31);

        bench.Advance(10);

        Assert.That(_metrics.ValuesOf("tokensocket.outage.length"), Is.EqualTo([41.0]));
    }

    [Test]
    public async Task Messages_and_bytes_count_both_ways()
    {
        var bench = await StartedAsync();

        bench.Gateway.Send("four");
        await bench.Client.SendAsync("three");

        string[] names = ["messages.received", "bytes.received", "messages.sent", "bytes.sent"];
        Assert.That(names.Select(name => _metrics.ValuesOf($"tokensocket.{name}").Sum()), Is.EqualTo([1.0, 4.0, 1.0, 5.0]));
    }

    [Test]
    public async Task A_message_that_nobody_receives_counts_as_dropped()
    {
        var bench = await StartedAsync();

        bench.Gateway.Send("to nobody");

        Assert.That(_metrics.Collect().Single(one => one.Name == "tokensocket.messages.dropped").Value, Is.EqualTo(1));
    }

    [Test]
    public async Task A_message_that_is_dropped_unsent_counts()
    {
        var bench = new Bench(o => o with { SendQueue = new() { Capacity = 1, WhenFull = SendQueueFull.DropOldest } }, services: Measured);

        await bench.Client.TrySendAsync("one");
        await bench.Client.TrySendAsync("two");

        Assert.That(_metrics.ValuesOf("tokensocket.sends.dropped"), Is.EqualTo([1.0]));
    }

    [Test]
    public async Task A_listener_that_throws_ends_no_connection_and_loses_no_message()
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, one) =>
        {
            if (instrument.Meter.Scope == _metrics)
            {
                one.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("Oops."));
        listener.Start();
        var bench = await StartedAsync();
        var seen = new List<string>();
        bench.Client.Messages.Subscribe(message => seen.Add(message.Text));

        bench.Gateway.Send("hello");
        await bench.Client.SendAsync("hello").SoonAsync();

        Assert.That((seen.Count, bench.Gateway.OpenConnections, bench.Gateway.Dials.Count), Is.EqualTo((1, 1, 1)));
    }

    [Test]
    public async Task The_status_is_one_for_the_present_one_and_zero_for_the_others()
    {
        var bench = await StartedAsync();
        bench.Gateway.Close(4004);

        var status = _metrics.Collect().Where(one => one.Name == "tokensocket.status").ToDictionary(one => one.Tags["tokensocket.status"]!, one => one.Value);

        Assert.That((status.Count, status["Stopped"], status.Values.Sum()), Is.EqualTo((6, 1.0, 1.0)));
    }

    [Test]
    public async Task Everything_measured_says_whose_it_is()
    {
        var bench = await StartedAsync();
        bench.Gateway.Send("to nobody");
        bench.Gateway.Close(1006);
        bench.Advance(41);

        var names = _metrics.All.Concat(_metrics.Collect()).Select(one => one.Tags.GetValueOrDefault("tokensocket.client")).Distinct();

        Assert.That(names, Is.EqualTo(["feed"]));
    }

    [Test]
    public async Task A_disposed_client_is_no_longer_looked_at()
    {
        var bench = await StartedAsync();

        await bench.Client.DisposeAsync();

        Assert.That(_metrics.Collect(), Is.Empty);
    }

    [Test]
    public async Task Two_clients_of_a_program_share_one_meter_and_are_told_apart()
    {
        _ = await StartedAsync();
        _ = await Bench.StartedAsync(services: services => services with { MeterFactory = _metrics, Name = "other" });

        var connected = _metrics.Collect().Where(one => (string?)one.Tags.GetValueOrDefault("tokensocket.status") == "Connected");

        Assert.That(connected.Select(one => (one.Tags["tokensocket.client"], one.Value)), Is.EquivalentTo([("feed", 1.0), ("other", 1.0)]));
    }

    private Task<Bench> StartedAsync() => Bench.StartedAsync(services: Measured);

    private TokenSocketServices Measured(TokenSocketServices services) => services with { MeterFactory = _metrics, Name = "feed" };

    private (double Value, object? Cause, object? Code, object? Verdict)[] Ends() =>
    [
        .. from one in _metrics.All
           where one.Name == "tokensocket.disconnects"
           select (one.Value, one.Tags["tokensocket.cause"], one.Tags.GetValueOrDefault("tokensocket.code"), one.Tags["tokensocket.verdict"]),
    ];
}
