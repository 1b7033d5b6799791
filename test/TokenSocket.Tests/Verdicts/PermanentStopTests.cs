using Serilog.Events;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Tests.Verdicts;

public sealed class PermanentStopTests
{
    private static readonly TestCaseData[] Final =
    [
        new(4001, "Missing Token", "The API token is missing.", "Set the token; it goes into the `token` header."),
        new(4002, "Invalid Token", "The API token is invalid.", "Check the token, or generate a new one."),
        new(4003, "Duplicate Connection", "The API token is already in-use.", "Stop the other client, or enable ReconnectOnDuplicateConnection."),
        new(4004, "Deleted Token", "The API token has been deleted.", "Generate a new token."),
    ];

    private static readonly int[] Codes = [4001, 4002, 4003, 4004];

    [TestCaseSource(nameof(Final))]
    public async Task Says_what_happened_and_what_to_do(int code, string name, string message, string resolution)
    {
        var bench = await Bench.StableAsync();

        bench.Gateway.Close(code);
        var reason = await bench.Client.Completion;

        Assert.That(
            (reason.Kind, reason.Code, reason.Rule.Name, reason.Message, reason.Resolution),
            Is.EqualTo((StopKind.Verdict, (int?)code, name, message, resolution)));
    }

    [TestCaseSource(nameof(Final))]
    public async Task Is_one_error_in_the_log(int code, string name, string message, string resolution)
    {
        var bench = await Bench.StableAsync();

        bench.Gateway.Close(code);

        Assert.That(
            bench.Log.Lines(LogEventLevel.Error),
            Is.EqualTo(new[] { $"Stopped for good at wss://gateway.example/v2, {code} {name}: {message} {resolution}" }));
    }

    [TestCaseSource(nameof(Codes))]
    public async Task Is_announced_after_the_end_with_the_verdict_never(int code)
    {
        var bench = await Bench.StableAsync();

        bench.Gateway.Close(code);

        Assert.That(
            (bench.Notices.All.Count, bench.Notices.Of<Disconnected>()[0].Verdict, bench.Notices.Last.GetType()),
            Is.EqualTo((2, ReconnectVerdict.Never, typeof(Stopped))));
    }

    [TestCaseSource(nameof(Codes))]
    public async Task Is_followed_by_no_dial_for_a_day(int code)
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Close(code);

        bench.Time.Advance(TimeSpan.FromDays(1));

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(Codes))]
    public async Task Leaves_no_timer(int code)
    {
        var bench = await Bench.StartedAsync();

        bench.Gateway.Close(code);

        Assert.That(bench.Time.Timers, Is.Zero);
    }

    [TestCaseSource(nameof(Codes))]
    public async Task Holds_for_a_server_that_accepts_and_closes_at_once(int code)
    {
        var bench = new Bench();
        bench.Gateway.AnswerWith(dial =>
        {
            dial.Accept();
            dial.End(new(DisconnectCause.Closed, code));
            return null;
        });

        await bench.Client.StartAsync();

        Assert.That((await bench.Client.Completion).Code, Is.EqualTo(code));
    }

    [TestCaseSource(nameof(Codes))]
    public async Task Ends_with_a_start_by_hand(int code)
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Close(code);

        await bench.Client.StartAsync();

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Connected, 2)));
    }

    [TestCaseSource(nameof(Codes))]
    public async Task Ends_with_a_changed_token(int code)
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Close(code);

        bench.Update(o => o with { Token = "other" });

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Connection.Request.Headers["token"]), Is.EqualTo((ConnectionStatus.Connected, "other")));
    }

    [Test]
    public async Task Ends_with_a_changed_token_once_and_not_for_another_rejection()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Close(4004);
        bench.Update(o => o with { Token = "other" });
        bench.Gateway.Close(4004);

        bench.Time.Advance(TimeSpan.FromDays(1));

        Assert.That(bench.Gateway.Dials, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Ends_with_a_changed_token_file()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Close(4002);

        bench.Update(o => o with { Token = null, TokenFile = "/no/such/file" });

        Assert.That(bench.Notices.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(31) }));
    }

    [Test]
    public async Task Ends_with_a_changed_token_whatever_verdict_it_was()
    {
        var bench = await Bench.StartedAsync(o => o with { Dialect = Dialects.KnownDialects.Rfc6455, TokenPlacement = new(TokenLocation.Header) });
        bench.Gateway.Close(CloseCode.UnsupportedData);

        bench.Update(o => o with { Token = "other" });

        Assert.That(bench.Client.CurrentStatus, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public async Task Is_not_ended_by_other_options()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Close(4002);

        bench.Update(o => o with { GatewayUrl = new Uri("wss://other.example"), ReconnectOnDuplicateConnection = true, VerboseLogging = true });

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Stopped, 1)));
    }

    [Test]
    public async Task A_changed_token_starts_nothing_after_a_stop_by_the_program()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Close(4002);
        await bench.Client.StopAsync();

        bench.Update(o => o with { Token = "other" });

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Idle, 1)));
    }

    [Test]
    public async Task A_changed_token_starts_nothing_after_a_give_up()
    {
        var bench = await Bench.StableAsync(o => o with { MaxAttempts = 1 });
        bench.Gateway.BeUnreachable();
        bench.Gateway.Drop();
        bench.Advance(31);

        bench.Update(o => o with { MaxAttempts = 1, Token = "other" });

        Assert.That((bench.Client.CurrentStatus, bench.Gateway.Dials.Count), Is.EqualTo((ConnectionStatus.Stopped, 2)));
    }

    [Test]
    public async Task A_revival_begins_a_new_run_and_a_new_task()
    {
        var bench = await Bench.StableAsync();
        bench.Gateway.Close(4002);
        var first = bench.Client.Completion;

        bench.Update(o => o with { Token = "other" });

        Assert.That((first.IsCompleted, bench.Client.Completion.IsCompleted), Is.EqualTo((true, false)));
    }
}
