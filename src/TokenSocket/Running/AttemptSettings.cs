using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.Protocols;
using TokenSocket.Running.Sessions;
using TokenSocket.Transport;

namespace TokenSocket.Running;

/// <summary>The part of the options that an attempt is made with.</summary>
/// <param name="Request">What to dial and how; the address is replaced by the attempt's, and the token is put in its place.</param>
/// <param name="Token">Where the token goes.</param>
internal sealed record AttemptSettings(TransportRequest Request, TokenPlacement Token)
{
    /// <summary>Makes the session that the server speaks inside the WebSocket; null where it speaks none.</summary>
    public Func<SessionStart, SessionProtocol>? NewSession { get; init; }

    /// <summary>What the server wants in the query of its address.</summary>
    public IReadOnlyList<QueryParameter> Query { get; init; } = [];

    /// <summary>How the gateway is asked first which address to dial; null where it is not.</summary>
    public DiscoverySettings? Discovery { get; init; }

    /// <summary>Whether the session carries the token when it begins.</summary>
    public bool BeginsWithToken { get; init; }

    /// <summary>The message that carries a fresh token on a connection that is up; null where the server takes none.</summary>
    public string? TokenMessage { get; init; }

    /// <summary>Whether the token goes out at all, with the upgrade request or later.</summary>
    public bool SendsToken => Token.IsSent || TokenMessage is not null || BeginsWithToken;

    public bool AllowInsecureToken { get; init; }

    /// <summary>Whether a token may go there: encrypted, to this machine, or as the options allow.</summary>
    public bool MaySendTo(Uri address) => AllowInsecureToken || TokenPlacer.IsSafe(address);

    public TimeSpan TokenTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan? IdleTimeout { get; init; }

    public int MaxQueuedMessages { get; init; } = 1024;

    public long MaxQueuedBytes { get; init; } = 64 * 1024 * 1024;
}
