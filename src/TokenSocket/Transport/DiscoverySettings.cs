using TokenSocket.CloseCodes;

namespace TokenSocket.Transport;

/// <summary>How a gateway is asked which address to dial.</summary>
/// <param name="Endpoint">Where, and by which parameter.</param>
/// <param name="TrustedHosts">Hosts that it may name besides its own: exact, or <c>*.name</c>.</param>
/// <param name="Timeout">The longest that it may take, from DNS to the end of the answer.</param>
internal sealed record DiscoverySettings(DiscoveryEndpoint Endpoint, IReadOnlyList<string> TrustedHosts, TimeSpan Timeout)
{
    /// <summary>The longest wherever an attempt may take three times as long, so that the dial that follows keeps most of its time.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The timeout for an attempt that may take so long.</summary>
    public static TimeSpan TimeoutFor(TimeSpan connectTimeout) => connectTimeout / 3 is var share && share < LongestTimeout ? share : LongestTimeout;
}
