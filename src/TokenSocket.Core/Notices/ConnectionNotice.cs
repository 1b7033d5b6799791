using TokenSocket.CloseCodes;

namespace TokenSocket.Notices;

/// <summary>What people are told. Immutable; handed out in the order in which it happened.</summary>
public abstract record ConnectionNotice
{
    private protected ConnectionNotice()
    {
    }
}

/// <summary>An attempt begins; the token is at hand.</summary>
/// <param name="Attempt">1 for the first of a run or after a connection that was stable, then one more for each failure in a row.</param>
public sealed record Connecting(int Attempt) : ConnectionNotice;

/// <summary>The connection is usable. A server that judges the token after the upgrade may still close it at once.</summary>
public sealed record Connected : ConnectionNotice;

/// <summary>A connection ended, or an attempt failed.</summary>
/// <param name="Info">The facts.</param>
/// <param name="Rule">What they mean.</param>
/// <param name="Verdict">What the client does, after options and earlier failures have had their say over the rule's verdict.</param>
public sealed record Disconnected(DisconnectInfo Info, CloseRule Rule, ReconnectVerdict Verdict) : ConnectionNotice;

/// <summary>The next attempt is set; announced again when changed options cut the wait.</summary>
/// <param name="Delay">The wait from now.</param>
/// <param name="Attempt">The number that the attempt will have.</param>
/// <param name="At">The time of day at which it is due, by the clock of this moment.</param>
public sealed record RetryScheduled(TimeSpan Delay, int Attempt, DateTimeOffset At) : ConnectionNotice;

/// <summary>The provider gave another token, after a rejection or ahead of the end of the one before.</summary>
public sealed record TokenRefreshed : ConnectionNotice;

/// <summary>The provider had no other token ahead of the end of the one in use. The connection stays up.</summary>
/// <param name="Reason">One sentence about it.</param>
/// <param name="RetryIn">When it is asked again; null where it said that asking again cannot help: then the next connect asks.</param>
public sealed record TokenRefreshFailed(string Reason, TimeSpan? RetryIn) : ConnectionNotice;

/// <summary>A close, or discovery ahead of a dial, sent the client to another address. Query strings are left out.</summary>
/// <param name="From">The address that closed; for discovery, and for a close where it had led to, the gateway.</param>
/// <param name="To">The address that is dialled next.</param>
public sealed record Redirected(Uri From, Uri To) : ConnectionNotice
{
    /// <summary>As the addresses may be told.</summary>
    internal static Redirected Between(Uri from, Uri to) => new(WithoutQuery(from), WithoutQuery(to));

    private static Uri WithoutQuery(Uri address) => new(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
}

/// <summary>A connection has stayed up for <c>StableAfter</c>, so the outage before it is over and its failures are forgotten.</summary>
/// <param name="Length">From the first failure to the end of <c>StableAfter</c>, by a clock that never jumps.</param>
/// <param name="Attempts">The attempts that it took, the good one included.</param>
public sealed record OutageEnded(TimeSpan Length, int Attempts) : ConnectionNotice;

/// <summary>Messages that waited to be sent will not be.</summary>
/// <param name="Count">How many.</param>
/// <param name="Why">The rest of a sentence that begins with "because".</param>
public sealed record SendDropped(int Count, string Why) : ConnectionNotice;

/// <summary>Something is not as it should be, such as an acknowledgement that did not come, or discovery that failed. It ends nothing.</summary>
/// <param name="Message">One sentence. May hold the server's words, untrusted.</param>
public sealed record SessionWarning(string Message) : ConnectionNotice;

/// <summary>Changed options are in effect.</summary>
public sealed record OptionsReloaded : ConnectionNotice;

/// <summary>Changed options did not validate; the old ones stay, whole.</summary>
/// <param name="Faults">Every fault, a sentence each.</param>
public sealed record OptionsRefused(IReadOnlyList<string> Faults) : ConnectionNotice;

/// <summary>The run is over.</summary>
/// <param name="Reason">Why.</param>
public sealed record Stopped(StopReason Reason) : ConnectionNotice;
