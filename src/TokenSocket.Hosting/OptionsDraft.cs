using TokenSocket.CloseCodes;
using TokenSocket.Credentials;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.Hosting;

/// <summary>What has been read so far.</summary>
internal sealed class OptionsDraft
{
    public TokenSocketOptions Client { get; } = new();

    /// <summary>Made when its first option is read: a section of empty values is none.</summary>
    public OAuthOptions OAuth => Client.OAuth ??= new();

    public DiscordAlertOptions Discord { get; } = new();

    public bool StopHostWhenStopped { get; set; }

    /// <summary>A part of a <see cref="TokenPlacement"/>, which is made when all parts are read.</summary>
    public TokenLocation? PlacementIn { get; set; }

    /// <summary>Its name.</summary>
    public string? PlacementName { get; set; }

    /// <summary>The further places.</summary>
    public List<TokenPlacement> PlacementAlso { get; } = [];
}
