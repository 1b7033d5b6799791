using TokenSocket.DiscordAlerts;

namespace TokenSocket.Hosting;

/// <summary>What a section says. Compared by value, so that a reload which changes nothing is seen to; printed without secrets.</summary>
/// <param name="Client">The client's options; not to be used where there are faults.</param>
/// <param name="Discord">The alerts'.</param>
/// <param name="StopHostWhenStopped">Whether a permanent stop ends the process.</param>
/// <param name="Faults">Every fault, a sentence each that begins with its whole key; none where the options are good.</param>
internal sealed record OptionsReading(
    TokenSocketOptions Client,
    DiscordAlertOptions Discord,
    bool StopHostWhenStopped,
    IReadOnlyList<string> Faults)
{
    /// <summary>A reading that says nothing but why.</summary>
    public static OptionsReading Refused(params IReadOnlyList<string> faults) => new(new(), new(), StopHostWhenStopped: false, faults);

    public bool Equals(OptionsReading? other) =>
        other is not null
        && Client.IsLike(other.Client)
        && Discord == other.Discord

        // To Uri two addresses are equal whose user name and fragment differ.
        && Discord.WebhookUrl?.OriginalString == other.Discord.WebhookUrl?.OriginalString
        && Discord.AvatarUrl?.OriginalString == other.Discord.AvatarUrl?.OriginalString
        && StopHostWhenStopped == other.StopHostWhenStopped
        && Faults.SequenceEqual(other.Faults, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Client.GatewayUrl, Discord, StopHostWhenStopped, Faults.Count);
}
