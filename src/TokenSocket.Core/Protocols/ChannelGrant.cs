namespace TokenSocket.Protocols;

/// <summary>The right to a channel.</summary>
/// <param name="Signature">What proves it, as <c>key:signature</c>; null where there is none.</param>
/// <param name="ChannelData">Who the member of a presence channel is: the JSON text over which the signature was made; null for other channels.</param>
/// <param name="Fault">Why there is no right: one sentence; null where there is one.</param>
internal readonly record struct ChannelGrant(string? Signature, string? ChannelData = null, string? Fault = null)
{
    /// <summary>Says no more than whether there is one.</summary>
    public override string ToString() => Fault ?? "granted";
}
