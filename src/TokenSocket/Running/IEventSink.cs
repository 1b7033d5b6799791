using TokenSocket.Machine;
using TokenSocket.Notices;

namespace TokenSocket.Running;

/// <summary>Where what comes of an effect goes.</summary>
internal interface IEventSink
{
    /// <summary>Tells the machine.</summary>
    void Post(ConnectionEvent @event);

    /// <summary>Does the work on the scheduler, after the mailbox has let go.</summary>
    void Defer(Action work);

    /// <summary>Tells people.</summary>
    void Announce(ConnectionNotice notice);

    /// <summary>Tells people something that is not the machine's. Called outside the mailbox.</summary>
    void AnnounceNow(ConnectionNotice notice);
}
