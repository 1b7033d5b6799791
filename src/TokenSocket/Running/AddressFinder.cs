using TokenSocket.Notices;
using TokenSocket.Transport;

namespace TokenSocket.Running;

/// <summary>Finds out where an attempt dials: where it was told to, or where discovery leads from there.</summary>
/// <param name="handler">Carries the questions; null for one that is made for each.</param>
/// <param name="loop">Where news go.</param>
internal sealed class AddressFinder(HttpMessageHandler? handler, IEventSink loop)
{
    private string? _told;

    /// <summary>The address. Discovery that fails leaves it as it is, for the gateway itself may still let the client in.</summary>
    /// <param name="attempt">The attempt; it is told where it dials.</param>
    /// <param name="gateway">Where it was told to dial.</param>
    /// <param name="settings">What it is made with.</param>
    /// <exception cref="OperationCanceledException">The attempt is given up.</exception>
    public async ValueTask<Uri> FindAsync(Attempt attempt, Uri gateway, AttemptSettings settings)
    {
        // Whoever sent the client somewhere else has just said what discovery would.
        if (settings.Discovery is null || attempt.IsRedirected)
        {
            return gateway;
        }

        var token = settings.SendsToken && settings.MaySendTo(gateway) ? attempt.Token : null;
        var outcome = await new Discovery(settings.Discovery, settings.Request, handler).AskAsync(gateway, token, attempt.GivenUp).ConfigureAwait(false);
        if (outcome.Address is not { } address)
        {
            Warn(attempt, $"GatewayUrl is dialled as it is, for its discovery {outcome.Failure}");
            return gateway;
        }

        _told = null;
        attempt.Address = address;
        if (Redirected.Between(gateway, address) is var sent && sent.From != sent.To)
        {
            Tell(attempt, sent);
        }

        return address;
    }

    // Once, and again after it has worked: an outage of weeks is not to bring the same warning with every attempt.
    private void Warn(Attempt attempt, string sentence)
    {
        if (sentence != _told)
        {
            _told = sentence;
            Tell(attempt, new SessionWarning(sentence));
        }
    }

    private void Tell(Attempt attempt, ConnectionNotice notice) => loop.AnnounceNow(attempt.Mask(notice));
}
