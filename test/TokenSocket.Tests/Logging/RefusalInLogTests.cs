using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Dialects;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Logging;

public sealed class RefusalInLogTests
{
    [TestCase("tokensocket", 403, "The server forbids the connection. Check what the token may do, and whether a firewall stands between.")]
    [TestCase("wiresocket", 503, "Node degraded or overloaded. Nothing to do: it waits as long as Retry-After asks.")]
    [TestCase("pusher", 409, "The request conflicts with another. Nothing to do: it reconnects.")]
    [TestCase("rfc6455", 404, "The server refused the handshake. Check the address; it keeps trying.")]
    public async Task Status_phrase_wait_and_body_stand_in_one_line_with_the_words_of_the_dialect(string dialect, int status, string words)
    {
        var bench = Refused(dialect, status);

        await bench.Client.StartAsync();

        Assert.That(bench.Log.Lines(LogEventLevel.Warning), Is.EqualTo(new[]
        {
            $"wss://gateway.example/v2 refused the handshake, {status} Busy Now: {words} Verdict AfterBackoff, Retry-After 00:05:00, body \"down for the night\"",
        }));
    }

    [TestCase("pusher", 404, "404 Not Found: There is nothing at this path. Check the path and the app key in it.")]
    [TestCase("lsports", 402, "402 Account Inactive: Account inactive or expired. Contact support.")]
    [TestCase("rfc6455", 403, "403 Forbidden: The server forbids the connection. Check what the token may do, and whether a firewall stands between.")]
    public async Task A_final_one_is_told_by_the_stop_alone_with_all_that_is_known(string dialect, int status, string words)
    {
        var bench = Refused(dialect, status);

        await bench.Client.StartAsync();

        Assert.That(
            bench.Log.Lines(LogEventLevel.Error).Single(),
            Is.EqualTo($"Stopped for good at wss://gateway.example/v2, {words} The handshake was refused with {status} Busy Now, Retry-After 00:05:00, body \"down for the night\""));
    }

    [Test]
    public async Task The_notice_has_them_too()
    {
        var bench = Refused("wiresocket", 503);

        await bench.Client.StartAsync();

        var end = bench.Notices.Of<Disconnected>().Single();
        Assert.That(end.Info, Is.EqualTo(new DisconnectInfo(DisconnectCause.Refused, null, null, 503, "Busy Now", TimeSpan.FromMinutes(5), "down for the night")));
        Assert.That(end.Rule, Is.EqualTo(KnownDialects.WireSocket.Find(503)));
        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { TimeSpan.FromMinutes(5) }));
    }

    private static Bench Refused(string dialect, int status)
    {
        var known = KnownDialects.Find(dialect)!;
        var bench = new Bench(options => options with
        {
            Dialect = known,
            Headers = known.RequiredHeaders.ToDictionary(name => name, _ => "4711", StringComparer.OrdinalIgnoreCase),
        });
        bench.Gateway.AnswerWith(_ => new DisconnectInfo(DisconnectCause.Refused, null, null, status, "Busy Now", TimeSpan.FromMinutes(5), "down for the night"));
        return bench;
    }
}
