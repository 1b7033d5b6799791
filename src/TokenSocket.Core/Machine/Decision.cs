using TokenSocket.CloseCodes;
using TokenSocket.Notices;
using TokenSocket.Reconnecting;
using static TokenSocket.CloseCodes.ReconnectVerdict;

namespace TokenSocket.Machine;

/// <summary>What an end means here and now: the dialect proposes, options and streak overrule.</summary>
/// <param name="End">The notice of the end, with the verdict that holds.</param>
/// <param name="Redirect">The address to go to; null for any verdict but <see cref="AtNewAddress"/>.</param>
internal sealed record Decision(Disconnected End, Uri? Redirect = null)
{
    /// <summary>The verdict on an end of the connection, or of the attempt to get one, at <paramref name="from"/>.</summary>
    public static Decision About(DisconnectInfo info, MachineSettings settings, Streak streak, Uri from)
    {
        var rule = settings.Dialect.Find(info);
        return rule.Verdict == AtNewAddress
            ? Follow(info, rule, settings, streak, from)
            : new Decision(new Disconnected(info, rule, Overrule(rule, settings, streak)));
    }

    /// <summary>An end that no table decides: the provider has said that it is final.</summary>
    public static Decision Final(DisconnectInfo info, MachineSettings settings) =>
        new(new Disconnected(info, settings.Dialect.Find(info), Never));

    private static ReconnectVerdict Overrule(CloseRule rule, MachineSettings settings, Streak streak) => rule switch
    {
        { Meaning: CloseMeaning.DuplicateConnection, IsFinal: false } => settings.ReconnectOnDuplicateConnection ? AfterBackoff : Never,
        { Verdict: Immediately } when streak.Immediates >= settings.MaxImmediates => AfterBackoff,
        { Verdict: WithFreshToken } when streak.Refreshes >= settings.MaxRefreshes => Never,
        _ => rule.Verdict,
    };

    private static Decision Follow(DisconnectInfo info, CloseRule rule, MachineSettings settings, Streak streak, Uri from)
    {
        var redirect = streak.Redirects < settings.MaxRedirects
            ? Reconnecting.Redirect.Read(info.Reason, settings.Gateway, from, [.. settings.Dialect.RedirectHosts, .. settings.RedirectHosts])
            : new Redirect(null, $"It would be more than {settings.MaxRedirects} in a row.");
        if (redirect.To is not null)
        {
            return new Decision(new Disconnected(info, rule, AtNewAddress), redirect.To);
        }

        // By its cause alone: the row of the code says that there is another address, not that it was refused.
        var words = settings.Dialect.Find(new DisconnectInfo(DisconnectCause.RedirectRefused));
        var refused = info with { Cause = DisconnectCause.RedirectRefused };
        return new Decision(new Disconnected(refused, words with { Message = $"{words.Message} {redirect.Refusal}" }, AfterBackoff));
    }
}
