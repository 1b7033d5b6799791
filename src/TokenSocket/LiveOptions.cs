using TokenSocket.Credentials;
using TokenSocket.Logging;
using TokenSocket.Machine;
using TokenSocket.Notices;
using TokenSocket.Protocols;
using TokenSocket.Running;
using TokenSocket.Running.Sessions;

namespace TokenSocket;

/// <summary>The options in effect, and how changed ones take their place while the client runs.</summary>
/// <param name="options">The first ones.</param>
/// <param name="provider">Where tokens come from; null where the options say so themselves.</param>
/// <param name="time">The clock.</param>
/// <param name="desk">What sessions have to remember.</param>
/// <param name="newSession">Makes the session inside each connection; null for the dialect's.</param>
internal sealed class LiveOptions(TokenSocketOptions options, ITokenProvider? provider, TimeProvider time, SessionDesk desk, Func<SessionProtocol>? newSession) : IDisposable
{
    private readonly Lock _updating = new();
    private volatile TokenSocketOptions _current = OptionsCheck.GoodCopyOf(options, provider is not null);

    private OptionsTokenProvider? _own;

    /// <summary>Not to be changed.</summary>
    public TokenSocketOptions Current => _current;

    /// <summary>The provider that was given, or the one that reads the options in effect.</summary>
    public ITokenProvider Tokens => provider ?? (_own ??= new OptionsTokenProvider(() => _current, time));

    /// <summary>The part of them that the next attempt is made with.</summary>
    public AttemptSettings ToAttempt()
    {
        var attempt = OptionsMap.ToAttempt(_current, time);
        return attempt with { NewSession = newSession is null ? SessionMap.ToSession(_current, desk) : _ => newSession() };
    }

    /// <summary>Puts changed options into effect, and tells the loop in the order of the calls.</summary>
    /// <returns>Those that were in effect, and whether the caller must drain the loop.</returns>
    /// <exception cref="OptionsException">They are not good; the old ones stay.</exception>
    public (TokenSocketOptions Before, bool MustDrain) Replace(TokenSocketOptions options, ConnectionLoop loop)
    {
        var after = OptionsCheck.GoodCopyOf(options, provider is not null);

        // Under the lock two updates cannot pass each other.
        lock (_updating)
        {
            var before = _current;
            if (after.IsLike(before))
            {
                return (before, false);
            }

            _current = after;
            loop.Configure(ToAttempt());
            var hasOtherToken = after.Token != before.Token || after.TokenFile != before.TokenFile || after.OAuth != before.OAuth;
            var connectsAnew = hasOtherToken || after.GatewayUrl != before.GatewayUrl || !after.Dialect.IsLike(before.Dialect);
            loop.Announce(new OptionsReloaded());
            return (before, loop.Add(new ConnectionEvent.OptionsChanged(OptionsMap.ToMachine(after), connectsAnew, hasOtherToken)));
        }
    }

    /// <summary>Says so where the maximum makes the first wait shorter than it was set, and did not before.</summary>
    public void WarnOfMaximum(NoticeLog log, TokenSocketOptions? before)
    {
        var backoff = _current.Backoff;
        if (backoff.Max < backoff.Initial && before?.Backoff != backoff)
        {
            log.WarnOfMaximum(backoff.Initial, backoff.Max);
        }
    }

    /// <summary>Ends what reads the options; not a provider that was given, for that is another's.</summary>
    public void Dispose() => _own?.Dispose();
}
