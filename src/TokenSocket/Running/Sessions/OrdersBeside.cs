using TokenSocket.Protocols;

namespace TokenSocket.Running.Sessions;

/// <summary>
/// Orders that do not come from the receive loop, in the order in which they were decided. To be called under the session's lock, but
/// for <see cref="Drain"/>: they are not to be carried out under it.
/// </summary>
/// <param name="obey">Carries them out.</param>
internal sealed class OrdersBeside(Action<IReadOnlyList<SessionOrder>> obey)
{
    private readonly Mailbox<IReadOnlyList<SessionOrder>> _mailbox = new(obey, static () => { });
    private readonly List<SessionOrder> _asked = [];
    private volatile bool _isEstablished;

    /// <summary>Whether the session is established. Thread-safe.</summary>
    public bool IsEstablished => _isEstablished;

    /// <summary>What a timer has led to.</summary>
    /// <returns>Whether the caller must drain.</returns>
    public bool Add(IReadOnlyList<SessionOrder> orders) => _mailbox.Add(orders);

    /// <summary>What the program has led to: it waits until the session, which is in the middle of its first sentences, is established.</summary>
    /// <inheritdoc cref="Add" path="/returns"/>
    public bool AddAsked(IReadOnlyList<SessionOrder> orders)
    {
        if (_isEstablished)
        {
            return _mailbox.Add(orders);
        }

        _asked.AddRange(orders);
        return false;
    }

    /// <summary>The session is established.</summary>
    /// <inheritdoc cref="Add" path="/returns"/>
    public bool Establish()
    {
        _isEstablished = true;
        return _mailbox.Add([.. _asked]);
    }

    public void Drain() => _mailbox.Drain();
}
