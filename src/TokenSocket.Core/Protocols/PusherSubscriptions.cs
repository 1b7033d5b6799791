using static TokenSocket.Protocols.SessionOrder;

namespace TokenSocket.Protocols;

/// <summary>How the wanted channels stand on one connection.</summary>
/// <param name="memory">What is wanted.</param>
/// <param name="recovery">What is missed.</param>
/// <param name="isV2">Whether what is missed can be asked for.</param>
internal sealed class PusherSubscriptions(PusherMemory memory, PusherRecovery recovery, bool isV2)
{
    private static readonly TimeSpan RecoveryTimeout = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _signing = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    /// <summary>Everything that is wanted, and one resume for all that needs no signature.</summary>
    public IEnumerable<SessionOrder> OpenAll(string socketId)
    {
        var channels = memory.Channels;
        SessionOrder[] orders = [.. channels.Select<string, SessionOrder>(channel => PusherNames.IsSigned(channel) ? Sign(channel, socketId) : Enter(channel))];
        return [.. orders, .. Resume([.. channels.Where(static channel => !PusherNames.IsSigned(channel))])];
    }

    /// <summary>Nothing where it is under way already; one that was refused is tried again.</summary>
    public IEnumerable<SessionOrder> Open(string channel, string socketId)
    {
        if (_sent.Contains(channel) || _signing.Contains(channel))
        {
            return [];
        }

        return PusherNames.IsSigned(channel) ? [Sign(channel, socketId)] : [Enter(channel), .. Resume(channel)];
    }

    /// <summary>There is a right to the channel, or there is none. Nothing where it is wanted no longer, or was sent meanwhile.</summary>
    public IEnumerable<SessionOrder> Authorized(string channel, ChannelGrant grant)
    {
        if (!_signing.Remove(channel))
        {
            return [];
        }

        return grant is { Fault: null, Signature: not null }
            ? [Enter(channel, grant), .. Resume(channel)]
            : [new Deliver(new SessionFrame(IsText: true, default), new SubscriptionRefused(channel, Status: null, grant.Fault ?? "Nothing signed the channel."))];
    }

    /// <summary>The program wants it no longer.</summary>
    public IEnumerable<SessionOrder> Leave(string channel)
    {
        _signing.Remove(channel);
        recovery.Drop(channel);
        return _sent.Remove(channel) ? [new Send(PusherFrames.Unsubscribe(isV2, channel))] : [];
    }

    /// <summary>The server does not let anyone in.</summary>
    public void Refuse(string channel)
    {
        _sent.Remove(channel);
        recovery.Drop(channel);
    }

    private Authorize Sign(string channel, string socketId)
    {
        _signing.Add(channel);
        return new Authorize(channel, socketId);
    }

    private Send Enter(string channel, ChannelGrant grant = default)
    {
        _sent.Add(channel);
        return new Send(PusherFrames.Subscribe(isV2, channel, grant));
    }

    private IEnumerable<SessionOrder> Resume(params string[] channels) =>
        isV2 && recovery.Resume(channels) is { } frame ? [new Send(frame), new StartTimer(SessionTimer.Recovery, RecoveryTimeout)] : [];
}
