namespace TokenSocket.Gateway;

/// <summary>How a gateway that acts as Sockudo answers clients that come back and ask for what they missed.</summary>
public enum PusherRecoveryMode
{
    /// <summary>What the replay buffer still holds is sent again.</summary>
    On,

    /// <summary>The request is answered with the error 4301: connection recovery is not enabled.</summary>
    Off,

    /// <summary>Every channel fails with <c>persistence_unavailable</c>, as when the server's store is down.</summary>
    Unavailable,
}
