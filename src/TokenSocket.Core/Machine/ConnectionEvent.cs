using TokenSocket.CloseCodes;

namespace TokenSocket.Machine;

/// <summary>Whatever happens: a fact, past tense. One that belongs to an attempt carries its epoch.</summary>
internal abstract record ConnectionEvent
{
    private ConnectionEvent()
    {
    }

    public Stamp Stamp { get; init; }

    /// <summary>The attempt that the event is about; null where it is about none.</summary>
    public virtual int? OfEpoch => null;

    public sealed record StartRequested : ConnectionEvent;

    public sealed record StopRequested : ConnectionEvent;

    public sealed record ReconnectRequested : ConnectionEvent;

    /// <summary>New settings hold from now on; some of them want a new connection, and another token revives what a verdict had stopped.</summary>
    public sealed record OptionsChanged(MachineSettings Settings, bool Reconnect, bool OtherToken = false) : ConnectionEvent;

    /// <summary>There is another token than the one that was last given.</summary>
    public sealed record TokenChanged : ConnectionEvent;

    /// <summary>The token is at hand; the next one is to be asked for after so long, if ever.</summary>
    public sealed record TokenReady(int Epoch, bool SameAsRejected = false, TimeSpan? RefreshAfter = null) : ConnectionEvent
    {
        public override int? OfEpoch => Epoch;
    }

    public sealed record TokenFailed(int Epoch, string Reason, bool Permanent = false, TimeSpan? RetryAfter = null) : ConnectionEvent
    {
        public override int? OfEpoch => Epoch;
    }

    /// <summary>The server says on the connection that its token is at an end, and takes another one there.</summary>
    public sealed record TokenExpired(int Epoch) : ConnectionEvent
    {
        public override int? OfEpoch => Epoch;
    }

    /// <summary>The provider gave another token while the connection is up.</summary>
    public sealed record TokenRenewed(int Epoch, TimeSpan? RefreshAfter = null) : ConnectionEvent
    {
        public override int? OfEpoch => Epoch;
    }

    /// <summary>The provider had no other token while the connection is up. No reason: it gave the same one.</summary>
    public sealed record TokenNotRenewed(int Epoch, string? Reason = null, bool Permanent = false, TimeSpan? RetryAfter = null) : ConnectionEvent
    {
        public override int? OfEpoch => Epoch;
    }

    /// <summary>The socket is up and the session inside it is established.</summary>
    public sealed record Opened(int Epoch) : ConnectionEvent
    {
        public override int? OfEpoch => Epoch;
    }

    public sealed record Disconnected(int Epoch, DisconnectInfo Info) : ConnectionEvent
    {
        public override int? OfEpoch => Epoch;
    }

    public sealed record TimerFired(MachineTimer Timer, int Epoch) : ConnectionEvent
    {
        /// <summary>An outage outlives its attempt, so its timer is told apart by the outage itself.</summary>
        public override int? OfEpoch => Timer == MachineTimer.Outage ? null : Epoch;
    }
}
