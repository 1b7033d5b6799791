using TokenSocket;
using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Reconnecting;

namespace Quickstart;

/// <summary>What a client must announce next: each sentence waits for it, holds it against the specification, and prints it.</summary>
internal sealed class Expect(string name, Diary diary, TokenSocketOptions options)
{
    private readonly SpecWaits _waits = new(options.InitialReconnectInterval!.Value, options.MaxReconnectInterval!.Value);
    private readonly BackoffSchedule _defaults =
        new(options.Dialect.InitialReconnectInterval, options.Dialect.MaxReconnectInterval, options.Dialect.ReconnectJitter);

    /// <summary>It gets in, after as many waits as it takes, and is greeted.</summary>
    public async Task ConnectsAsync(string greeting)
    {
        // The server upgrades before it judges the token, so a Connected may be followed by 4003; who is greeted is in.
        object next;
        while ((next = await diary.NextAsync(Named(greeting))) is Disconnected end)
        {
            await RetryAsync(end);
        }

        var heard = next as string ?? throw new Surprise($"{name}: expected {Named(greeting)}, got {Diary.Describe(next)}");
        Same("connected when it was greeted", true, diary.IsOpen);
        Screen.Line(name, Screen.Good, "connected", $"at attempt {diary.Attempt}");
        Hear(heard, greeting);
    }

    /// <summary>The connection it has brings this message.</summary>
    public async Task HearsAsync(string message) => Hear(await diary.NextAsync<string>(Named(message)), message);

    /// <summary>It is turned away, or loses its connection, and will be back.</summary>
    public async Task<RetryScheduled> RetriesAsync(SpecRow row) => await RetryAsync(await EndAsync(row));

    /// <summary>It stops for good and does not dial again.</summary>
    public async Task StopsAsync(SpecRow row, Task<StopReason> completion)
    {
        var end = await EndAsync(row);
        Same("verdict", ReconnectVerdict.Never, end.Verdict);
        Print(end, Screen.Halt);

        var reason = (await diary.NextAsync<Stopped>("the stop")).Reason;
        Same("kind of stop", StopKind.Verdict, reason.Kind);
        Same("code of the stop", row.Code, reason.Code);
        Same("message of the stop", row.Message, reason.Message);
        Same("what to do", row.ToDo, reason.Resolution);
        Same("Completion", reason, await completion);
        Screen.Line(name, Screen.Halt, "to do", reason.Resolution);

        var retry = _waits.Wait(1);
        var watched = retry * 1.5;
        await diary.StaysSilentAsync(watched);
        Screen.Line(name, Screen.Halt, "stopped", "for good", $" (no dial in {Screen.Seconds(watched)}; it would retry after {Screen.Seconds(retry)})");
    }

    /// <summary>The program stopped it.</summary>
    public async Task LeavesAsync()
    {
        var end = await diary.NextAsync<Disconnected>("its own end");
        Same("cause", DisconnectCause.Requested, end.Info.Cause);
        Same("verdict", ReconnectVerdict.Never, end.Verdict);
        var reason = (await diary.NextAsync<Stopped>("the stop")).Reason;
        Same("kind of stop", StopKind.Requested, reason.Kind);
        Screen.Line(name, Screen.Aside, "left", reason.Message);
    }

    /// <summary>Changed options are in effect.</summary>
    public async Task TakesOptionsAsync(string change)
    {
        await diary.NextAsync<OptionsReloaded>("the changed options");
        Screen.Line(name, Screen.Aside, "options", change);
    }

    /// <summary>Changed options have faults, and none of them is in effect.</summary>
    public async Task RefusesOptionsAsync(string fault)
    {
        var faults = (await diary.NextAsync<OptionsRefused>("the refused options")).Faults;
        Same("faults", fault, string.Join(' ', faults));
        Screen.Line(name, Screen.Pause, "refused", fault);
    }

    /// <summary>It has stayed up for StableAfter, and its outage is forgotten.</summary>
    public async Task IsStableAsync(int attempts)
    {
        var outage = await diary.EndOfOutageAsync();
        Same("attempts of the outage", attempts, outage.Attempts);
        Screen.Line(name, Screen.Good, "stable", "the outage is over", $" (its next wait would be {Screen.Seconds(_waits.Wait(1))} again)");
    }

    private async Task<Disconnected> EndAsync(SpecRow row)
    {
        var end = await diary.NextAsync<Disconnected>($"the end with {row.Code}");
        Same("code", row.Code, end.Info.Code);
        Same("cause", DisconnectCause.Closed, end.Info.Cause);
        Same("the server's reason", row.Message, end.Info.Reason);
        Same("name", row.Name, end.Rule.Name);
        Same("message", row.Message, end.Rule.Message);
        Same("what to do", row.ToDo, end.Rule.Resolution);
        return end;
    }

    private async Task<RetryScheduled> RetryAsync(Disconnected end)
    {
        Same("verdict", ReconnectVerdict.AfterBackoff, end.Verdict);
        Print(end, Screen.Pause);

        var retry = await diary.NextAsync<RetryScheduled>("the next attempt");
        var n = diary.Waits;
        var byDefault = _defaults.Wait(n);
        Same($"wait {n}", _waits.Wait(n), retry.Delay);
        Same($"wait {n} by default", SpecWaits.Default.Wait(n), byDefault);
        Screen.Line(name, Screen.Pause, "waits", Screen.Seconds(retry.Delay), $" (by default {Screen.Seconds(byDefault)})");
        return retry;
    }

    private void Hear(string heard, string expected)
    {
        Same("message", expected, heard);
        Screen.Line(name, Screen.News, "message", heard);
    }

    private void Print(Disconnected end, string colour) =>
        Screen.Line(name, colour, "ended", $"{end.Info.Code} {end.Rule.Name}: {end.Rule.Message}".TrimStart());

    private void Same<T>(string what, T expected, T actual) => Surprise.UnlessEqual($"{name}: {what}", expected, actual);

    private static string Named(string message) => $"the message '{message}'";
}
