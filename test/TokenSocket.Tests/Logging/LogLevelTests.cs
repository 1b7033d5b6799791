using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using static Serilog.Events.LogEventLevel;

namespace TokenSocket.Tests.Logging;

public sealed class LogLevelTests
{
    [TestCase(true, Information)]
    [TestCase(false, Debug)]
    public async Task Routine_news_follows_VerboseLogging(bool verbose, LogEventLevel level)
    {
        var bench = new Bench(o => o with { VerboseLogging = verbose });

        await bench.Client.StartAsync();

        Assert.That(
            bench.Log.Lines(level),
            Is.EqualTo(new[] { "Connecting to wss://gateway.example/v2, attempt 1", "Connected to wss://gateway.example/v2" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_first_disconnect_of_an_outage_is_a_warning(bool verbose)
    {
        var bench = await Bench.StableAsync(o => o with { VerboseLogging = verbose });

        bench.Gateway.Close(1011, "Oops.");

        Assert.That(bench.Log.Lines(Warning), Is.EqualTo(new[]
        {
            "Disconnected from wss://gateway.example/v2, Closed 1011 Internal Error: The server met an error of its own. Nothing to do: it reconnects. Verdict AfterBackoff, reason \"Oops.\"",
        }));
    }

    [TestCase(true, 3)]
    [TestCase(false, 1)]
    public async Task Every_further_failure_is_a_warning_where_VerboseLogging_is_on(bool verbose, int warnings)
    {
        var bench = await Bench.StableAsync(o => o with { VerboseLogging = verbose });
        bench.Gateway.BeUnreachable();

        bench.Gateway.Drop();
        bench.Advance(31 + 62);

        Assert.That(bench.Log.Lines(Warning), Has.Count.EqualTo(warnings));
    }

    [Test]
    public async Task A_further_failure_is_debug_where_it_is_off()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.BeUnreachable();

        bench.Gateway.Drop();
        bench.Advance(31);

        Assert.That(bench.Log.Lines(Debug).Count(line => line.StartsWith("Could not connect", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task An_attempt_that_never_opened_has_no_code_to_tell()
    {
        var bench = new Bench();
        bench.Gateway.BeUnreachable();

        await bench.Client.StartAsync();

        Assert.That(bench.Log.Lines(Warning).Single(), Does.StartWith("Could not connect to wss://gateway.example/v2, Unreachable: "));
    }

    [Test]
    public async Task A_refused_handshake_that_is_final_is_told_with_status_phrase_and_body()
    {
        var bench = new Bench(o => o with { Dialect = TokenSocket.Dialects.KnownDialects.Rfc6455 });
        bench.Gateway.AnswerWith(_ => new(CloseCodes.DisconnectCause.Refused, HttpStatus: 403, StatusText: "Forbidden", RetryAfter: TimeSpan.FromSeconds(5), Body: "go\naway"));

        await bench.Client.StartAsync();

        Assert.That(
            bench.Log.Lines(Error).Single(),
            Does.Match("^Stopped for good at wss://gateway.example/v2, 403 .* The handshake was refused with 403 Forbidden, Retry-After 00:00:05, body \"goaway\"$"));
    }

    [Test]
    public async Task A_stop_without_a_code_tells_none()
    {
        var bench = new Bench(o => o with { MaxAttempts = 1 });
        bench.Gateway.BeUnreachable();

        await bench.Client.StartAsync();

        Assert.That(bench.Log.Lines(Error).Single(), Does.StartWith("Gave up on wss://gateway.example/v2, Unreachable: "));
    }

    [Test]
    public async Task The_end_of_an_outage_is_an_information()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Drop();

        bench.Advance(31 + 10);

        Assert.That(bench.Log.Lines(Information), Is.EqualTo(new[] { "Connection to wss://gateway.example/v2 is stable again, outage 00:00:41, attempts 1" }));
    }

    [Test]
    public async Task A_connection_that_does_not_stay_up_does_not_end_an_outage()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Drop();
        bench.Advance(31 + 9.999);

        bench.Gateway.Drop();

        Assert.That((bench.Log.Lines(Warning).Count, bench.Log.Lines(Information).Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_give_up_is_an_error()
    {
        var bench = new Bench(o => o with { MaxAttempts = 1 });
        bench.Gateway.RefuseAll(503);

        await bench.Client.StartAsync();

        Assert.That(bench.Log.Lines(Error), Is.EqualTo(new[]
        {
            "Gave up on wss://gateway.example/v2, 503 Server Error: Gave up after 1 failed attempt (MaxAttempts); the last: The server failed to take the handshake. Start it again once the server can be reached, or raise MaxAttempts.",
        }));
    }

    [Test]
    public async Task The_level_follows_a_switch_while_running()
    {
        var bench = await Bench.StableAsync();
        bench.Update(o => o with { VerboseLogging = true });
        bench.Gateway.Drop();
        bench.Update(o => o with { VerboseLogging = false });
        bench.Log.Clear();

        bench.Advance(31);

        Assert.That(bench.Log.Events.Select(one => one.Level), Is.EqualTo(new[] { Debug, Debug }));
    }

    [TestCase("Code", "1011")]
    [TestCase("Reason", "\"Oops.\"")]
    [TestCase("Verdict", "AfterBackoff")]
    [TestCase("Gateway", "\"wss://gateway.example/v2\"")]
    public async Task An_end_has_its_facts_as_properties(string name, string value)
    {
        var bench = await Bench.StableAsync();

        bench.Gateway.Close(1011, "Oops.");

        Assert.That(bench.Log.Events[0].Properties[name].ToString(null, CultureInfo.InvariantCulture), Is.EqualTo(value));
    }

    [TestCase("Delay", "00:00:31")]
    [TestCase("Attempt", "2")]
    public async Task A_wait_has_its_facts_as_properties(string name, string value)
    {
        var bench = await Bench.StableAsync();

        bench.Gateway.Drop();

        Assert.That(bench.Log.Events[1].Properties[name].ToString(null, CultureInfo.InvariantCulture), Is.EqualTo(value));
    }

    [Test]
    public async Task A_log_that_throws_is_written_to_all_the_same()
    {
        var broken = new Broken();
        using var logger = new Serilog.LoggerConfiguration().MinimumLevel.Verbose().AuditTo.Sink(broken).CreateLogger();
        var bench = await Bench.StartedAsync(services: s => s with { Logger = logger });
        bench.Client.Messages.Subscribe(_ => throw new InvalidOperationException());
        bench.Gateway.Send("text");
        bench.Gateway.Drop();

        bench.Advance(31);

        // Connecting and Connected, twice each, the subscriber, the end and the wait.
        Assert.That(broken.Events, Is.EqualTo(7));
    }

    private sealed class Broken : ILogEventSink
    {
        public int Events { get; private set; }

        public void Emit(LogEvent logEvent)
        {
            Events++;
            throw new InvalidOperationException("The disk is full.");
        }
    }
}
