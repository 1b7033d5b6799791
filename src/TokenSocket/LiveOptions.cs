using TokenSocket.Machine;
using TokenSocket.Notices;
using TokenSocket.Running;

namespace TokenSocket;

/// <summary>The options in effect, and how changed ones take their place while the client runs.</summary>
/// <param name="options">The first ones.</param>
/// <param name="hasProvider">Whether tokens come from a provider.</param>
internal sealed class LiveOptions(TokenSocketOptions options, bool hasProvider)
{
    private readonly Lock _updating = new();
    private volatile TokenSocketOptions _current = OptionsCheck.GoodCopyOf(options, hasProvider);

    /// <summary>Not to be changed.</summary>
    public TokenSocketOptions Current => _current;

    /// <summary>Puts changed options into effect, and tells the loop in the order of the calls.</summary>
    /// <returns>Those that were in effect, and whether the caller must drain the loop.</returns>
    /// <exception cref="OptionsException">They are not good; the old ones stay.</exception>
    public (TokenSocketOptions Before, bool MustDrain) Replace(TokenSocketOptions options, ConnectionLoop loop, TimeProvider time)
    {
        var after = OptionsCheck.GoodCopyOf(options, hasProvider);

        // Under the lock two updates cannot pass each other.
        lock (_updating)
        {
            var before = _current;
            if (after.IsLike(before))
            {
                return (before, false);
            }

            _current = after;
            loop.Configure(OptionsMap.ToAttempt(after, time));
            var hasOtherToken = after.Token != before.Token || after.TokenFile != before.TokenFile;
            var connectsAnew = hasOtherToken || after.GatewayUrl != before.GatewayUrl || !after.Dialect.IsLike(before.Dialect);
            loop.Announce(new OptionsReloaded());
            var mustDrain = loop.Add(new ConnectionEvent.OptionsChanged(OptionsMap.ToMachine(after), connectsAnew));
            return (before, (hasOtherToken && loop.Add(new ConnectionEvent.TokenChanged())) || mustDrain);
        }
    }
}
