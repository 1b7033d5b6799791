using System.Text.Json;
using Serilog;
using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Secrecy;

namespace TokenSocket.Tests.Faults;

/// <summary>What looks for secrets finds them, wherever they are let out and however they are written.</summary>
[Category("Fault")]
[NonParallelizable]
public sealed class SecretsSinkTests
{
    private const string Word = "WalrusWalrus";

    [Test]
    public void Row27_An_item_of_each_kind_is_looked_through([Values] Outlet outlet)
    {
        var scan = new LeakScan(RunSecrets.All);

        scan.See(outlet, "nothing");
        scan.See(outlet, $"before {RunSecrets.Token} after {RunSecrets.Token}");

        Assert.That(scan.Seen, Is.EqualTo(new Dictionary<Outlet, long> { [outlet] = 2 }));
        Assert.That(scan.Findings, Is.EqualTo([new Finding(outlet, TestContext.CurrentContext.Test.FullName, "before ***+*** after ***+***")]));
    }

    [Test]
    public void Row27_Each_secret_of_the_run_is_found_however_it_is_written()
    {
        var scan = new LeakScan(RunSecrets.All);
        string[] written = [.. RunSecrets.All.Append(RunSecrets.NewToken()).SelectMany(static secret => new[]
        {
            secret, Uri.EscapeDataString(secret), JsonSerializer.Serialize(secret), secret.ToUpperInvariant(), secret[..^1], secret[8..],
        })];

        Assert.That(written.Where(one => !scan.Holds(one)), Is.Empty);
    }

    [Test]
    public void A_secret_that_is_too_short_to_be_found_is_refused() =>
        Assert.That(() => new LeakScan("four-letter-words"), Throws.ArgumentException.With.Message.Not.Contains("four"));

    /// <summary>The word is none of the client's secrets, so that it is told: each way out of a client has an ear at its end.</summary>
    [Test]
    public async Task Row27_What_a_client_lets_out_is_seen_wherever_it_leaves()
    {
        var sink = new SecretsSink(new LeakScan(Word));
        using var ears = new RuntimeEars(sink.Scan);
        var bench = new Bench(
            options => options with
            {
                GatewayUrl = new Uri($"wss://gateway.example/{Word}"),
                CloseCodes = [new CloseCodeOverride(4700) { Verdict = ReconnectVerdict.Never, Message = Word }],
            },
            services: services => sink.Watch(services) with { Name = Word, Logger = new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger() });

        await bench.Client.StartAsync();
        bench.Gateway.Close(4700, Word);
        Assert.That(() => bench.Update(options => options with { GatewayUrl = new Uri($"https://gateway.example/{Word}") }), Throws.InstanceOf<OptionsException>());

        var kinds = sink.Scan.Findings.Select(found => found.Outlet).Distinct().Order().ToArray();
        Row.Measured(27, $"a word that may be told left by {kinds.Length} ways, {sink.Scan.Findings.Count} times");
        Assert.That(kinds, Is.EqualTo([Outlet.Log, Outlet.Notice, Outlet.Exception, Outlet.Metric, Outlet.Span, Outlet.Print]));
    }

    /// <summary>A test may throw what it likes; what it throws is its own and not the library's.</summary>
    [Test]
    public void What_a_test_itself_throws_is_not_held_against_the_library()
    {
        var scan = new LeakScan(Word);
        using var ears = new RuntimeEars(scan);

        Assert.That(static () => throw new TokenUnavailableException(Word), Throws.InstanceOf<TokenUnavailableException>());

        Assert.That(scan.Findings, Is.Empty);
    }
}
