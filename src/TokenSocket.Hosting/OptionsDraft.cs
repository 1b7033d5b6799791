using TokenSocket.CloseCodes;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.Hosting;

/// <summary>What has been read so far.</summary>
internal sealed class OptionsDraft
{
    public TokenSocketOptions Client { get; } = new();

    public DiscordAlertOptions Discord { get; } = new();

    public bool StopHostWhenStopped { get; set; }

    /// <summary>Half of a <see cref="TokenPlacement"/>, which is made when both halves are read.</summary>
    public TokenLocation? PlacementIn { get; set; }

    /// <summary>The other half.</summary>
    public string? PlacementName { get; set; }
}
