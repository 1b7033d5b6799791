using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Machine;

/// <summary>Puts the end of a run into words.</summary>
internal static class StopReasons
{
    /// <summary>The last end was final.</summary>
    public static StopReason Verdict(Disconnected end) =>
        new(StopKind.Verdict, end.Rule, end.Info.Code ?? end.Info.HttpStatus, Words(end), end.Rule.Resolution) { Info = end.Info };

    /// <summary>One attempt more than the options allow, or one end after an outage that lasted too long.</summary>
    public static StopReason GaveUp(Disconnected end, Streak streak, MachineSettings settings) => new(
        StopKind.GaveUp,
        end.Rule,
        end.Info.Code ?? end.Info.HttpStatus,
        streak.Tries >= settings.MaxAttempts
            ? $"Gave up after {streak.Tries} failed attempt{(streak.Tries == 1 ? "" : "s")} (MaxAttempts); the last: {end.Rule.Message}"
            : $"{Outlasted(settings)}; the last: {end.Rule.Message}",
        streak.Tries >= settings.MaxAttempts ? OrRaise("MaxAttempts") : OrRaise("MaxOutage"))
    {
        Info = end.Info,
    };

    /// <summary>The outage outlasted <c>MaxOutage</c> between two ends.</summary>
    public static StopReason GaveUp(MachineSettings settings)
    {
        var rule = settings.Dialect.Find(new DisconnectInfo(DisconnectCause.TimedOut));
        return new(StopKind.GaveUp, rule, null, $"{Outlasted(settings)}.", OrRaise("MaxOutage"));
    }

    /// <summary>The program asked.</summary>
    public static StopReason Requested(CloseDialect dialect)
    {
        var rule = dialect.Find(new DisconnectInfo(DisconnectCause.Requested));
        return new(StopKind.Requested, rule, null, rule.Message, rule.Resolution);
    }

    private static string Outlasted(MachineSettings settings) => $"Gave up after {settings.MaxOutage} without a stable connection (MaxOutage)";

    // The row's own words often say that it reconnects, which it no longer does.
    private static string OrRaise(string option) => $"Start it again once the server can be reached, or raise {option}.";

    // A token provider's own sentence says more than the table can.
    private static string Words(Disconnected end) =>
        end.Info is { Cause: DisconnectCause.TokenUnavailable, Reason: { } sentence } ? ServerText.Clean(sentence)! : end.Rule.Message;
}
