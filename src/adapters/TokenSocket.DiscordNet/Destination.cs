using System.Globalization;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.DiscordNet;

/// <summary>Where the requests of one call go: an address, in the parts that the package asks for. A secret.</summary>
internal sealed class Destination
{
    private readonly WebhookAddress _address;
    private readonly string _start;

    private Destination(WebhookAddress address, string start, ulong id) => (_address, _start, Id) = (address, start, id);

    /// <summary>The webhook.</summary>
    public ulong Id { get; }

    /// <summary>Its secret.</summary>
    public string Token => _address.Token;

    /// <summary>The thread; null for the channel.</summary>
    public ulong? Thread => _address.Thread;

    /// <summary>Null where the address is none of a webhook.</summary>
    public static Destination? Of(WebhookAddress address)
    {
        var url = address.Url;
        if (!url.IsAbsoluteUri || !WebhookAddress.IsWebhookPath(url.AbsolutePath))
        {
            return null;
        }

        // What stands before the package's own path is the host, and the version of the interface.
        var steps = url.AbsolutePath.Split('/');
        var start = $"{url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}{string.Join('/', steps[..^3])}/";

        // Discord gives no webhook the id 0, and the package takes none.
        return ulong.TryParse(steps[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? new(address, start, id) : null;
    }

    /// <summary>Where a request of the package goes.</summary>
    /// <param name="endpoint">As the package has it: a path, and a query that may be empty.</param>
    public Uri For(string endpoint)
    {
        var (path, query) = endpoint.Split('?') is [var before, var after] ? (before, after) : (endpoint, "");
        var whole = string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries).Concat(_address.Further));
        return new Uri($"{_start}{path}{(whole.Length > 0 ? "?" : "")}{whole}");
    }

    /// <summary>Says nothing of what it holds.</summary>
    public override string ToString() => nameof(Destination);
}
