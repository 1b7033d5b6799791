using TokenSocket.Credentials;
using TokenSocket.Notices;

namespace TokenSocket.Machine;

/// <summary>Whatever is to be done: an order, imperative.</summary>
internal abstract record ConnectionEffect
{
    private ConnectionEffect()
    {
    }

    /// <summary>Ask the token provider. Ends in TokenReady or TokenFailed.</summary>
    public sealed record FetchToken(int Epoch, TokenReason Why) : ConnectionEffect;

    /// <summary>Ask the token provider for the next token while the connection is up. Ends in TokenRenewed or TokenNotRenewed, or in nothing where the connection ends first.</summary>
    public sealed record RenewToken(int Epoch) : ConnectionEffect;

    /// <summary>Send the fresh token as a message on the connection that is up.</summary>
    public sealed record PresentToken(int Epoch) : ConnectionEffect;

    /// <summary>Dial. Ends in Opened, or in Disconnected.</summary>
    public sealed record OpenConnection(int Epoch, Uri Address) : ConnectionEffect;

    /// <summary>Say goodbye with a close frame. Ends in Disconnected.</summary>
    public sealed record CloseConnection(int Epoch, int Code) : ConnectionEffect;

    /// <summary>Drop whatever the attempt is at, at once. Nothing of it counts any more.</summary>
    public sealed record AbortAttempt(int Epoch) : ConnectionEffect;

    /// <summary>Start the timer, or start it anew. Ends in TimerFired unless it is stopped.</summary>
    public sealed record StartTimer(MachineTimer Timer, int Epoch, TimeSpan After) : ConnectionEffect;

    public sealed record StopTimer(MachineTimer Timer) : ConnectionEffect;

    /// <summary>Say once more that there is another token, now that somebody listens. Ends in TokenChanged.</summary>
    public sealed record RepeatTokenChange : ConnectionEffect;

    /// <summary>Tell people.</summary>
    public sealed record Announce(ConnectionNotice Notice) : ConnectionEffect;
}
