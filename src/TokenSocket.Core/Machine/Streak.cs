using TokenSocket.CloseCodes;
using TokenSocket.Notices;

namespace TokenSocket.Machine;

/// <summary>What has gone wrong since the last stable connection. Cleared when a connection proves stable, never when one opens.</summary>
/// <param name="Failures">Ends of any kind in a row.</param>
/// <param name="Tries">Attempts begun, the one under way included; the stable connection itself does not count.</param>
/// <param name="Waits">Backoff waits.</param>
/// <param name="Immediates">Ends after which it came back at once.</param>
/// <param name="Refreshes">Rejections of a token in a row: an end of another kind between two, a wait after it, tells them apart.</param>
/// <param name="Redirects">Ends that named another address, since the last wait: a gateway that always sends on must not shut the client out for good.</param>
/// <param name="Rejection">The end that rejected a token for which no other has come yet.</param>
internal sealed record Streak(
    int Failures = 0,
    int Tries = 0,
    int Waits = 0,
    int Immediates = 0,
    int Refreshes = 0,
    int Redirects = 0,
    Disconnected? Rejection = null)
{
    public static readonly Streak Clean = new();

    /// <summary>The number of the attempt under way, or of the next one while waiting.</summary>
    public int Attempt => Failures + 1;

    /// <summary>The connection that is given up for a new one came about: only what fails is a try in vain.</summary>
    public Streak WithoutLastTry() => this with { Tries = Math.Max(Tries - 1, 0) };

    /// <summary>One more end, counted by what follows it.</summary>
    public Streak After(Disconnected end) => (end.Verdict switch
    {
        // A provider that failed says nothing about the server, which may be about to reject another token.
        ReconnectVerdict.AfterBackoff when end.Info.Cause == DisconnectCause.TokenUnavailable => this with { Waits = Waits + 1, Redirects = 0 },
        ReconnectVerdict.AfterBackoff => this with { Waits = Waits + 1, Redirects = 0, Refreshes = 0 },
        ReconnectVerdict.Immediately => this with { Immediates = Immediates + 1 },
        ReconnectVerdict.WithFreshToken => this with { Refreshes = Refreshes + 1, Rejection = end },
        ReconnectVerdict.AtNewAddress => this with { Redirects = Redirects + 1 },
        _ => this,
    }) with
    { Failures = Failures + 1 };
}
