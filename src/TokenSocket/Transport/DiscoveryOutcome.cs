namespace TokenSocket.Transport;

/// <summary>What came of asking a gateway which address to dial.</summary>
/// <param name="Address">The address, whole, and safe to go to; null where there is none. Keep it out of logs.</param>
/// <param name="Failure">The rest of a sentence that begins with what was asked; null where there is an address.</param>
internal sealed record DiscoveryOutcome(Uri? Address, string? Failure)
{
    public static DiscoveryOutcome Failed(string why) => new(null, why);

    /// <summary>Nothing that could be a secret.</summary>
    public override string ToString() => Failure ?? "found";
}
