namespace TokenSocket.Credentials;

/// <summary>The right to a channel.</summary>
/// <param name="Signature">The proof, as <c>key:signature</c>.</param>
/// <param name="ChannelData">For a presence channel who the member is: the JSON text over which the signature was made, character by character.</param>
public sealed record ChannelAuthorization(string Signature, string? ChannelData = null)
{
    /// <summary>Nothing of the proof.</summary>
    public override string ToString() => "ChannelAuthorization { Signature = *** }";
}
