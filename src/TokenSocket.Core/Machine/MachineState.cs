using TokenSocket.Credentials;
using TokenSocket.Notices;

namespace TokenSocket.Machine;

/// <summary>Where the client stands, with just what is true there.</summary>
internal abstract record MachineState(MachineSettings Settings, int Epoch)
{
    public abstract ConnectionStatus Status { get; }

    /// <summary>Before the first start, or stopped by the program.</summary>
    public sealed record Idle(MachineSettings Settings, int Epoch = 0) : MachineState(Settings, Epoch)
    {
        public override ConnectionStatus Status => ConnectionStatus.Idle;
    }

    /// <summary>The run has ended for good.</summary>
    public sealed record Stopped(MachineSettings Settings, int Epoch, StopReason Reason) : MachineState(Settings, Epoch)
    {
        /// <summary>The end that stopped it, where the server had a token before it: that token is not to be dialled with because someone says that it changed.</summary>
        public Disconnected? Rejection { get; init; }

        public override ConnectionStatus Status => ConnectionStatus.Stopped;
    }

    /// <summary>A run is under way.</summary>
    public abstract record Active(MachineSettings Settings, int Epoch, Streak Streak, Outage? Outage) : MachineState(Settings, Epoch)
    {
        /// <summary>There may be another token than the one that was last asked for: a stop is not the last word.</summary>
        public bool KnowsOtherToken { get; init; }

        public override ConnectionStatus Status => Outage is null ? ConnectionStatus.Connecting : ConnectionStatus.Reconnecting;
    }

    /// <summary>The token provider is asked. <c>Redirect</c> is where to dial instead of the gateway.</summary>
    public sealed record Authorizing(MachineSettings Settings, int Epoch, Streak Streak, Outage? Outage, TokenReason Why, Uri? Redirect = null)
        : Active(Settings, Epoch, Streak, Outage);

    /// <summary>From DNS to an established session. <c>RefreshAt</c> is when to ask for the next token, by the clock that never jumps.</summary>
    public sealed record Connecting(MachineSettings Settings, int Epoch, Streak Streak, Outage? Outage, Uri Address, TimeSpan? RefreshAt = null)
        : Active(Settings, Epoch, Streak, Outage);

    /// <summary>The connection is usable. <c>Renewal</c> is null where its token does not age.</summary>
    public sealed record Connected(MachineSettings Settings, int Epoch, Streak Streak, Outage? Outage, Uri Address, Renewal? Renewal = null)
        : Active(Settings, Epoch, Streak, Outage)
    {
        public override ConnectionStatus Status => ConnectionStatus.Connected;
    }

    /// <summary>
    /// Between two attempts: <c>Since</c> when (by the clock that never jumps), for how long in all,
    /// and what the row or the server asked for at least.
    /// </summary>
    public sealed record Waiting(MachineSettings Settings, int Epoch, Streak Streak, Outage? Outage, TimeSpan Since, TimeSpan Delay, TimeSpan Floor)
        : Active(Settings, Epoch, Streak, Outage);

    /// <summary>A close frame is on its way.</summary>
    public sealed record Closing(MachineSettings Settings, int Epoch, Streak Streak, Outage? Outage, AfterClose Then)
        : Active(Settings, Epoch, Streak, Outage)
    {
        public override ConnectionStatus Status => ConnectionStatus.Closing;
    }

    /// <summary>What the machine decides from, for one that reads a state in a log.</summary>
    public sealed override string ToString() => $"{GetType().Name} (epoch {Epoch})";
}
